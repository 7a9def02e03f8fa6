import { interpreterEngine } from "@rototo/core/interpreter";
import { createClient } from "@rototo/edge";
import { NextResponse } from "next/server";
import bundled from "./seats.snapshot.json";

// Nothing is served there: the snapshot that is deployed with the program answers.
const client = createClient("https://localhost:9/seats.snapshot.json", {
  schemaEngine: interpreterEngine,
  fallback: bundled,
});

export const config = { matcher: "/at-the-edge" };

export async function middleware(_request, event) {
  const resolver = await client.resolver(event);
  return NextResponse.json(resolver.resolveVariable("max-seats", "prod", { plan: "enterprise" }).value);
}
