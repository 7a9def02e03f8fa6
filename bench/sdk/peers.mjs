import { getClient, PollingMode, User } from "@configcat/sdk";
import { createInstance } from "@featurevisor/sdk";
import { FliptClient } from "@flipt-io/flipt-client-js";
import { GrowthBookClient } from "@growthbook/growthbook";
import { init as initLaunchDarkly } from "@launchdarkly/node-server-sdk";
import { TestData } from "@launchdarkly/node-server-sdk/integrations";
import { FlagdCore } from "@openfeature/flagd-core";
import { InMemStorageProvider, Unleash } from "unleash-client";
import { contexts, models, SEATS } from "./decision.mjs";

const FLAG = "llm-agent-config";

/**
 * The decision by each product's own client, from rules in memory: nothing is polled,
 * counted or sent. Each gives `name`, how it `returns` the object, `decide(index)` for
 * the context of that index, and `close()`. Contexts have the shape that the product
 * wants before anything is measured. Where a product stores JSON as text, parsing it is
 * part of the answer.
 */
export async function startPeers() {
  return [
    flagd(),
    growthBook(),
    await configCat(),
    await launchDarkly(),
    featurevisor(),
    await unleash(),
    await flipt(),
  ];
}

function flagd() {
  const core = new FlagdCore();
  const matches = {
    and: [{ "==": [{ var: "account.plan" }, "enterprise"] }, { ">=": [{ var: "account.seats" }, SEATS] }],
  };
  const targeting = { if: [matches, "enterprise", "standard"] };
  core.setConfigurations(
    JSON.stringify({
      flags: { [FLAG]: { state: "ENABLED", variants: models, defaultVariant: "standard", targeting } },
    }),
  );
  const otherwise = {};
  return {
    name: "flagd-core",
    returns: "object",
    decide: (index) => core.resolveObjectEvaluation(FLAG, otherwise, contexts[index]).value,
    close: () => undefined,
  };
}

function growthBook() {
  const condition = { "account.plan": "enterprise", "account.seats": { $gte: SEATS } };
  const feature = { defaultValue: models.standard, rules: [{ condition, force: models.enterprise }] };
  const client = new GrowthBookClient().initSync({ payload: { features: { [FLAG]: feature } } });
  const users = contexts.map((attributes) => ({ attributes }));
  return {
    name: "GrowthBook",
    returns: "object",
    decide: (index) => client.getFeatureValue(FLAG, null, users[index]),
    close: () => client.destroy(),
  };
}

async function configCat() {
  // The wire format: type 1 is text, comparator 28 is text equality, 15 is >= on numbers.
  const served = (key) => ({ v: { s: JSON.stringify(models[key]) }, i: key });
  const conditions = [{ u: { a: "plan", c: 28, s: "enterprise" } }, { u: { a: "seats", c: 15, d: SEATS } }];
  const settings = { [FLAG]: { t: 1, r: [{ c: conditions, s: served("enterprise") }], ...served("standard") } };
  const cached = `${Date.now()}\n"1"\n${JSON.stringify({ p: { u: "", r: 0, s: "" }, f: settings })}`;
  const client = getClient(`configcat-sdk-1/${"0".repeat(22)}/${"0".repeat(22)}`, PollingMode.ManualPoll, {
    cache: { get: () => cached, set: () => undefined },
    offline: true,
  });
  await client.waitForReady();
  const snapshot = client.snapshot();
  const users = contexts.map(({ account }) => new User("user", undefined, undefined, account));
  return {
    name: "ConfigCat",
    returns: "JSON text, parsed",
    decide: (index) => JSON.parse(snapshot.getValue(FLAG, "null", users[index])),
    close: () => client.dispose(),
  };
}

async function launchDarkly() {
  const data = new TestData();
  const clause = (attribute, op, value) => ({ contextKind: "user", attribute, op, values: [value], negate: false });
  data.usePreconfiguredFlag({
    key: FLAG,
    version: 1,
    on: true,
    salt: "",
    variations: [models.standard, models.enterprise],
    offVariation: 0,
    fallthrough: { variation: 0 },
    rules: [
      {
        id: "enterprise",
        variation: 1,
        clauses: [clause("/account/plan", "in", "enterprise"), clause("/account/seats", "greaterThanOrEqual", SEATS)],
      },
    ],
    targets: [],
    contextTargets: [],
    prerequisites: [],
  });
  const client = initLaunchDarkly("sdk-key", {
    updateProcessor: data.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: { error: console.error, warn: console.warn, info: () => undefined, debug: () => undefined },
  });
  await client.waitForInitialization({ timeout: 5 });
  const users = contexts.map((context) => ({ kind: "user", key: "user", ...context }));
  return {
    name: "LaunchDarkly",
    returns: "object, awaited",
    decide: (index) => client.variation(FLAG, users[index], null),
    close: () => client.close(),
  };
}

function featurevisor() {
  const conditions = [
    { attribute: "account.plan", operator: "equals", value: "enterprise" },
    { attribute: "account.seats", operator: "greaterThanOrEquals", value: SEATS },
  ];
  const everyone = { percentage: 100_000, enabled: true };
  const instance = createInstance({
    logLevel: "error",
    datafile: {
      schemaVersion: "2",
      revision: "1",
      segments: { enterprise: { conditions } },
      features: {
        [FLAG]: {
          bucketBy: "userId",
          variablesSchema: { config: { type: "object", defaultValue: models.standard } },
          traffic: [
            { ...everyone, key: "enterprise", segments: "enterprise", variables: { config: models.enterprise } },
            { ...everyone, key: "everyone", segments: "*" },
          ],
        },
      },
    },
  });
  const users = contexts.map((context) => ({ userId: "user", ...context }));
  return {
    name: "Featurevisor",
    returns: "object",
    decide: (index) => instance.getVariableObject(FLAG, "config", users[index]),
    close: () => instance.close(),
  };
}

async function unleash() {
  const strategy = (key, constraints) => ({
    name: "default",
    parameters: {},
    constraints,
    variants: [
      {
        name: key,
        weight: 1000,
        stickiness: "userId",
        payload: { type: "json", value: JSON.stringify(models[key]) },
      },
    ],
  });
  const constraint = (contextName, operator, value) => ({ contextName, operator, ...value });
  const matches = [
    constraint("plan", "IN", { values: ["enterprise"] }),
    constraint("seats", "NUM_GTE", { value: String(SEATS) }),
  ];
  const strategies = [strategy("enterprise", matches), strategy("standard", [])];
  const client = new Unleash({
    appName: "bench",
    url: "http://127.0.0.1/",
    refreshInterval: 0,
    disableMetrics: true,
    disableAutoStart: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: [{ name: FLAG, type: "release", enabled: true, strategies }] },
  });
  await client.start();
  const users = contexts.map(({ account }) => ({ userId: "user", properties: account }));
  return {
    name: "Unleash",
    returns: "JSON text, parsed",
    decide: (index) => JSON.parse(client.getVariant(FLAG, users[index]).payload.value),
    close: () => client.destroy(),
  };
}

async function flipt() {
  const variant = (key) => ({ id: key, key, attachment: JSON.stringify(models[key]) });
  const constraint = (kind, property, operator, value) => ({
    type: `${kind}_CONSTRAINT_COMPARISON_TYPE`,
    property,
    operator,
    value,
  });
  const segment = {
    key: "enterprise",
    matchType: "ALL_SEGMENT_MATCH_TYPE",
    constraints: [
      constraint("STRING", "plan", "eq", "enterprise"),
      constraint("NUMBER", "seats", "gte", String(SEATS)),
    ],
  };
  const distributions = [
    { variantKey: "enterprise", rollout: 100, variantAttachment: variant("enterprise").attachment },
  ];
  const state = {
    namespace: { key: "default" },
    flags: [
      {
        key: FLAG,
        name: FLAG,
        type: "VARIANT_FLAG_TYPE",
        enabled: true,
        rules: [{ segments: [segment], segmentOperator: "OR_SEGMENT_OPERATOR", distributions }],
        rollouts: [],
        defaultVariant: variant("standard"),
      },
    ],
  };
  const answer = { ok: true, headers: new Map(), json: async () => state };
  const client = await FliptClient.init({ updateInterval: 0, fetcher: async () => answer });
  // Flipt knows text only.
  const requests = contexts.map(({ account }) => ({
    flagKey: FLAG,
    entityId: "user",
    context: { plan: account.plan, seats: String(account.seats) },
  }));
  return {
    name: "Flipt",
    returns: "JSON text, parsed",
    decide: (index) => JSON.parse(client.evaluateVariant(requests[index]).variantAttachment),
    close: () => client.close(),
  };
}
