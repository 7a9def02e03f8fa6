import type { Socket } from "node:net";
import { createServer } from "node:tls";
import { listen } from "./https-server.js";
import { testAuthority } from "./test-authority.js";

/**
 * A TLS server on loopback that answers with any bytes: `answer` is given what came first.
 *
 * @returns Its origin.
 */
export async function rawTlsServer(answer: (request: string, socket: Socket) => void): Promise<string> {
  const { certificate, key } = testAuthority();
  const server = createServer({ cert: certificate, key }, (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (bytes: Buffer) => answer(bytes.toString("latin1"), socket));
  });
  return `https://localhost:${await listen(server)}`;
}
