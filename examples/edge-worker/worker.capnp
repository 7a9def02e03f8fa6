# How workerd runs the worker on this machine. Where it is deployed, the platform has a configuration of its own.
using Workerd = import "/workerd/workerd.capnp";

# The worker fetches from the folder that was built here, where a snapshot is: for development.
const local :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "outbound", disk = "dist"),
  ],
  sockets = .sockets,
);

# The worker fetches from the internet, as it does when it is deployed.
const online :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "outbound", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = .sockets,
);

const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "dist/worker.js")],
  bindings = [
    (name = "SNAPSHOT_URL", fromEnvironment = "SNAPSHOT_URL"),
    (name = "SNAPSHOT_TOKEN", fromEnvironment = "SNAPSHOT_TOKEN"),
    (name = "ENVIRONMENT", fromEnvironment = "ENVIRONMENT"),
    (name = "MAX_AGE_MS", fromEnvironment = "MAX_AGE_MS"),
  ],
  globalOutbound = "outbound",
  # Without the flag `nodejs_compat`: there is no Node in here.
  compatibilityDate = "2026-11-01",
);

const sockets :List(Workerd.Socket) = [(name = "http", address = "127.0.0.1:8787", http = (), service = "worker")];
