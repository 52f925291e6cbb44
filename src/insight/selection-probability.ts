import { GraderError } from '../domain/errors.ts'

/**
 * The probability (0..1) that a conversation is chosen by at least one of several independent draws:
 * 1 − Π(1 − π_k); 0 without a draw. Its inverse is the conversation's weight.
 *
 * @throws GraderError `INTERNAL` where a probability is outside 0..1.
 */
export function selectionProbability(draws: readonly number[]): number {
  let missed = 1
  for (const draw of draws) {
    if (!(draw >= 0 && draw <= 1))
      throw new GraderError('INTERNAL', `a draw with probability ${draw}: this has to be between 0 and 1`)
    missed *= 1 - draw
  }
  return 1 - missed
}
