/** One verdict of a judge with its confidence, and whether people gave the same verdict. */
export interface ConfidencePoint {
  /** The probability, 0..1, that people agree: the judge's own word, or a calibrated one. */
  confidence: number
  agreed: boolean
}
