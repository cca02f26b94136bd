/** An HTTP answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer whose text is decoded from its bytes at each access: a page that has not changed is never read as text. */
export interface BinaryAnswer extends Answer {
  /** The body, in the pieces in which it came. */
  readonly chunks: readonly Uint8Array[];
}

export function isSuccess(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}
