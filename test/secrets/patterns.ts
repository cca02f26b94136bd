/** How a piece of a secret may be written. */
export type Encoding = 'as it is' | 'percent-encoded' | 'in base64' | 'in UTF-16';

export interface Pattern {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
}

/** A secret that is cut, wrapped or compressed still shows this much of itself in one piece. */
const pieceLength = 20;

/** Shorter ones are words that stand anywhere. */
export const shortestSecret = 8;

/** Every form in which a secret, or a good part of it, is looked for. */
export function patternsOf(secret: string): Pattern[] {
  return coresOf(secret).flatMap(piecesOf).flatMap(encodingsOf);
}

/** The parts that nobody can guess: not the armour of a key, and not the claims of a JWT, which name no more than its owner. */
function coresOf(secret: string): string[] {
  if (secret.startsWith('-----BEGIN')) {
    // The first line of a PKCS #8 key is mostly its header. Lines, because line ends are written in many ways.
    return secret.split('\n').filter((line, index) => index > 1 && line.length > pieceLength && !line.startsWith('--'));
  }
  const [header = '', , signature = ''] = secret.split('.');
  return header.startsWith('eyJ') && signature !== '' ? [signature] : [secret];
}

function piecesOf(core: string): string[] {
  const middle = (core.length - pieceLength) >> 1;
  return middle <= 0 ? [core] : [0, middle, core.length - pieceLength].map((at) => core.slice(at, at + pieceLength));
}

function encodingsOf(piece: string): Pattern[] {
  const percent = encodeURIComponent(piece);
  const lowerCase = percent.replace(/%../g, (code) => code.toLowerCase());
  const forms: [Encoding, readonly (string | Buffer)[]][] = [
    ['as it is', [piece]],
    ['percent-encoded', percent === piece ? [] : [percent, lowerCase]],
    ['in base64', [0, 1, 2].flatMap((before) => base64Cores(piece, before))],
    ['in UTF-16', [Buffer.from(piece, 'utf16le')]],
  ];
  return forms.flatMap(([encoding, written]) =>
    [...new Set(written)].map((form) => ({ bytes: typeof form === 'string' ? Buffer.from(form) : form, encoding })),
  );
}

/** What base64 shows of the piece behind so many other bytes, modulo three, in both alphabets. */
function base64Cores(piece: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(piece)]);
  const core = bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}
