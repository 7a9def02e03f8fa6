import { createServer } from "node:http";
import { answer } from "./decisions.mjs";

/** Runs the loops in Node as the worker does in workerd. Prints its port. */
const server = createServer((request, response) => response.end(answer(request.url)));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
