/** Codes of the warnings that Node prints, and gives to listeners of the process's event `warning`. */
export type WarningCode =
  | "ROTOTO_IMMUTABLE_SOURCE"
  | "ROTOTO_DISK_COPY"
  | "ROTOTO_LISTENER_FAILED"
  | "ROTOTO_NO_CODE"
  | "ROTOTO_NO_THREAD"
  | "ROTOTO_RECORD_OPTIONS";

/** Says something that no caller is there to be told. It never throws and never ends the process. */
export function emitWarning(code: WarningCode, message: string, detail?: string): void {
  process.emitWarning(message, { type: "RototoWarning", code, ...(detail !== undefined && { detail }) });
}
