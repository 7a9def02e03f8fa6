import { checkUsable } from "../checks/find-usable-root.js";
import type { SchemaEngine } from "../engines/schema-engine.js";

/** `engine` as lint and snapshots use it: given only what lint's check has passed. */
export function checkedFirst(engine: SchemaEngine): SchemaEngine {
  return {
    compile(path, resources, patterns) {
      const checked = checkUsable(path, resources);
      return checked.ok ? engine.compile(path, resources, patterns) : checked;
    },
  };
}
