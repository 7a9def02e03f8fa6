import { spawn } from "node:child_process";
import type { Socket } from "node:net";

/**
 * Keeps a list of process groups and absolute paths, one on a line, `+` to add and `-`
 * to take away. Its input ends with the process that writes it, however that ends:
 * then the groups are killed and the paths removed.
 */
const PROGRAM = `
while IFS= read -r line; do
  value=\${line#?}
  case $line in
    +*) set -- "$@" "$value" ;;
    *) for held do shift; [ "$held" = "$value" ] || set -- "$@" "$held"; done ;;
  esac
done
for held do case $held in /*) ;; *) kill -s KILL -- "-$held" ;; esac; done
for held do case $held in /*) rm -rf -- "$held" ;; esac; done
`;

/**
 * A shell that outlives this process, by a moment, to clean up behind it where it is
 * given no chance to: a signal without a handler, or one that cannot be handled. It
 * runs only while there is something to clean up. Where there is no shell nothing is
 * lost but that.
 */
export class Reaper {
  readonly #held = new Set<string>();
  #input: Socket | undefined;

  /** @param thing Id of a process group, or an absolute path. */
  add(thing: string): void {
    if (process.platform === "win32" || thing.includes("\n")) return;
    this.#held.add(thing);
    this.#input ??= start();
    this.#input?.write(`+${thing}\n`);
  }

  delete(thing: string): void {
    if (!this.#held.delete(thing)) return;
    this.#input?.write(`-${thing}\n`);
    if (this.#held.size > 0) return;
    this.#input?.end();
    this.#input = undefined;
  }
}

function start(): Socket | undefined {
  // A group of its own, which a Ctrl-C in the terminal does not reach.
  const child = spawn("/bin/sh", ["-c", PROGRAM], {
    cwd: "/",
    detached: true,
    env: { PATH: process.env["PATH"] },
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.on("error", () => undefined);
  child.unref();
  // Where no descriptor is left there is no pipe, whatever the types say; and Bun's has no way to let go of it.
  const input = child.stdin as Socket | undefined;
  input?.on("error", () => undefined);
  if (input !== undefined && "unref" in input) input.unref();
  return input;
}
