/** A snapshot that `rototo build` wrote, which the bundler takes in. */
declare module "*.snapshot.json" {
  const snapshot: Readonly<Record<string, unknown>>;
  export default snapshot;
}

declare module "workerd" {
  const workerd: {
    /** The path of the program. */
    readonly default: string;
  };
  export = workerd;
}
