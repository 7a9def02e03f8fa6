import { createServer } from "node:http";
import { answer } from "./answer.js";

createServer((request, response) => {
  void answer(request.url?.slice(1) ?? "").then((body) => response.end(JSON.stringify(body)));
}).listen(Number(process.env["PORT"]), "127.0.0.1");
