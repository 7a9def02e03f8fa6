import type { Stream } from "../session.js";
import { printable } from "./printable.js";

/** How long something may take before a person is told about it, in ms. */
const PATIENCE_MS = 1_000;

const CLEAR_LINE = "\r\u001b[K";

/** One line on a terminal that says what is going on, and is gone when it is over. */
export class ProgressLine {
  readonly #stream: Stream;
  readonly #timer: NodeJS.Timeout;
  #message = "";
  #isShown = false;
  #isPatient = true;

  constructor(stream: Stream) {
    this.#stream = stream;
    this.#timer = setTimeout(() => {
      this.#isPatient = false;
      this.#show();
    }, PATIENCE_MS).unref();
  }

  /** Says what is going on now. */
  readonly tell = (message: string): void => {
    this.#message = message;
    if (!this.#isPatient) this.#show();
  };

  /** Takes the line away. */
  end(): void {
    clearTimeout(this.#timer);
    this.#isPatient = true;
    if (this.#isShown) this.#stream.write(CLEAR_LINE);
    this.#isShown = false;
  }

  #show(): void {
    if (this.#message === "") return;
    // One column stays free: a full line would move the cursor to the next.
    const width = (this.#stream.columns ?? 80) - 1;
    this.#stream.write(CLEAR_LINE + [...printable(this.#message)].slice(0, width).join(""));
    this.#isShown = true;
  }
}
