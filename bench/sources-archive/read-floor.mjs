import { gunzipSync } from "node:zlib";

const BLOCK = 512;

/** Reads a sound ustar archive of files with short names, and checks nothing. */
export function readFloor(compressed) {
  const tar = gunzipSync(compressed);
  const files = new Map();
  let offset = 0;
  while (tar[offset] !== 0) {
    const name = tar.toString("utf8", offset, tar.indexOf(0, offset));
    const size = Number.parseInt(tar.toString("latin1", offset + 124, offset + 135), 8);
    files.set(name, tar.toString("utf8", offset + BLOCK, offset + BLOCK + size));
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
