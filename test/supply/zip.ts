/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  readonly compressedBytes: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * The files of a ZIP archive, by its central directory (PKWARE APPNOTE 4.3.12 and 4.3.16).
 * @throws Error when the bytes are no archive of that kind.
 */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) {
    throw new Error('not a ZIP archive');
  }
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (archive.readUInt32LE(at) !== ENTRY) {
      throw new Error(`no entry at ${at}`);
    }
    const compressedBytes = archive.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength!);
    at += 46 + nameLength! + extraLength! + commentLength!;
    return { name, compressedBytes };
  });
}
