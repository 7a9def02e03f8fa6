import { gzipSync } from "node:zlib";

/** A tar entry as a test wants it, sound or not. */
export interface TarPiece {
  readonly name: string;
  readonly content?: string | Buffer;
  /** The type flag; `0`, a file, where nothing else is said. */
  readonly type?: string;
  /** The size field, 12 bytes of text; the content's size where nothing else is said. */
  readonly size?: string | Buffer;
  readonly prefix?: string;
  readonly magic?: string;
  readonly checksum?: string;
}

const BLOCK = 512;

/** One entry: header, content and padding. */
export function tarEntry({
  name,
  content = "",
  type = "0",
  size,
  prefix = "",
  magic = "ustar\x0000",
  checksum,
}: TarPiece): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, "utf8");
  header.write("0000644\x000000000\x000000000\x00", 100, "latin1");
  if (typeof size === "object") size.copy(header, 124);
  else header.write(size ?? `${bytes.length.toString(8).padStart(11, "0")}\0`, 124, 12, "latin1");
  header.write("00000000000\x00        ", 136, "latin1");
  header.write(type, 156, 1, "latin1");
  header.write(magic, 257, 8, "latin1");
  header.write(prefix, 345, 155, "utf8");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(checksum ?? `${sum.toString(8).padStart(6, "0")}\0 `, 148, 8, "latin1");
  return Buffer.concat([header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

/** The two blocks of zeros that end an archive. */
export const TAR_END: Buffer = Buffer.alloc(2 * BLOCK);

/** A sound archive of `pieces`, not compressed. */
export function tarOf(...pieces: readonly TarPiece[]): Buffer {
  return Buffer.concat([...pieces.map(tarEntry), TAR_END]);
}

/** A sound archive of files by path. */
export function tarOfFiles(files: Readonly<Record<string, string | Buffer>>): Buffer {
  return tarOf(...Object.entries(files).map(([name, content]) => ({ name, content })));
}

export function tarGzOfFiles(files: Readonly<Record<string, string | Buffer>>): Buffer {
  return gzipSync(tarOfFiles(files));
}

/** A pax record with its own length in front. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length += 1;
  return `${length} ${key}=${value}\n`;
}

/** A pax header for the entry that follows it. */
export function paxHeader(records: Readonly<Record<string, string>>, type = "x"): TarPiece {
  const content = Object.entries(records)
    .map(([key, value]) => paxRecord(key, value))
    .join("");
  return { name: "PaxHeaders/x", type, content };
}
