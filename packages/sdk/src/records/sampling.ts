/** The share of evaluations that are recorded, 0 to 1; for all, or by id. */
export type Sampling = number | RatesByName;

/** How many of the evaluations are recorded, 0 to 1, by what was asked for. */
export interface RatesByName {
  /** For every id without a rate of its own; 1 without it. */
  readonly default?: number | undefined;
  /** Rates of single variables, by id. */
  readonly variables?: Readonly<Record<string, number>> | undefined;
  /** Rates of single qualifiers, by id. */
  readonly qualifiers?: Readonly<Record<string, number>> | undefined;
}

/** Draws whether one evaluation is recorded. */
export type Sampler = (id: string) => boolean;

/** Draws with `random`, 0 to 1 without 1; rates 0 and 1 draw nothing. */
export function createSampler(sampling: Sampling, kind: "variables" | "qualifiers", random: () => number): Sampler {
  if (typeof sampling === "number") return drawAt(sampling, random);
  const drawDefault = drawAt(sampling.default ?? 1, random);
  const own = Object.entries(sampling[kind] ?? {});
  if (own.length === 0) return drawDefault;
  const draws = new Map(own.map(([id, rate]) => [id, drawAt(rate, random)]));
  return (id) => (draws.get(id) ?? drawDefault)();
}

function drawAt(rate: number, random: () => number): () => boolean {
  if (rate === 0) return () => false;
  if (rate === 1) return () => true;
  return () => random() < rate;
}
