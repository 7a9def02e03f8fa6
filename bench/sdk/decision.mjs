/** One decision, as every contender makes it: two comparisons choose one of two objects of five fields. */

export const SEATS = 100;

export const models = {
  enterprise: {
    model: "gpt-5",
    gateway: "openai",
    prompt:
      "Summarize the incident for an enterprise support workflow. Preserve customer impact, operational risk, and next actions.",
    max_output_tokens: 5000,
    temperature: 0.2,
  },
  standard: {
    model: "gpt-5-mini",
    gateway: "openai",
    prompt: "Summarize the incident, customer impact, and next steps.",
    max_output_tokens: 2400,
    temperature: 0.3,
  },
};

/** The JSON Schema of such an object. */
export const modelSchema = {
  type: "object",
  required: ["model", "gateway", "prompt", "max_output_tokens", "temperature"],
  additionalProperties: false,
  properties: {
    model: { type: "string" },
    gateway: { type: "string" },
    prompt: { type: "string" },
    max_output_tokens: { type: "integer", minimum: 1 },
    temperature: { type: "number", minimum: 0, maximum: 2 },
  },
};

/** The decision as a plain function: what every contender must agree with. */
export function decide({ account }) {
  return account.plan === "enterprise" && account.seats >= SEATS ? models.enterprise : models.standard;
}

/** Contexts of which half match; the others fail by their plan or by their seats. */
export const contexts = Array.from({ length: 64 }, (_, index) => {
  if (index % 2 === 0) return { account: { plan: "enterprise", seats: SEATS + index } };
  return index % 4 === 1
    ? { account: { plan: "free", seats: SEATS + index } }
    : { account: { plan: "enterprise", seats: index } };
});
