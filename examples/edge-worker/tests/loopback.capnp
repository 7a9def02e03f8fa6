# The worker with a server of the test in the place of the internet, and beside it one that tries to generate code.
using Workerd = import "/workerd/workerd.capnp";
using Example = import "worker.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = Example.worker),
    (name = "outbound", external = (http = ())),
    (name = "code-generator", worker = .codeGenerator),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:0", http = (), service = "worker"),
    (name = "code-generator", address = "127.0.0.1:0", http = (), service = "code-generator"),
  ],
);

const codeGenerator :Workerd.Worker = (
  modules = [
    (
      name = "code-generator",
      esModule =
        "export default { fetch() { try { return new Response(new Function('return `generated`')()); } catch (error) { return new Response(error.message); } } };",
    ),
  ],
  compatibilityDate = "2026-11-01",
);
