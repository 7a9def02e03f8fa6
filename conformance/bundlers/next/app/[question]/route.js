import { NextResponse } from "next/server";
import { answer } from "../../answer.js";

export const dynamic = "force-dynamic";

export async function GET(_request, { params }) {
  const { question } = await params;
  return NextResponse.json(await answer(question));
}
