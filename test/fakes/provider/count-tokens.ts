/** An estimate that needs no tokenizer: UTF-8 bytes / 4, rounded up. */
export function countTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / 4)
}
