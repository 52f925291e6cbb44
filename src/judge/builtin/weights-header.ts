import { z } from 'zod'
import { LABEL_VERDICTS } from '../../domain/eval-set.ts'
import { FigureWeights } from './figures/stated-figures.ts'
import { FittedMarks } from './fitted-marks.ts'
import { Lexicon } from './lexicon.ts'

const Count = z.int().nonnegative()
const ActHeader = z.strictObject({ heads: z.array(z.string()), grams: Count, factCount: Count })

const ForestSizes = z.strictObject({ trees: Count, nodes: Count, leaves: Count })

/** What stands before the numbers in a file of weights. */
export const WeightsHeader = z.strictObject({
  format: z.literal(1),
  trainedOn: z.array(
    z.strictObject({
      set: z.string(),
      labelledBy: z.enum(['people', 'models', 'unknown']),
      conversations: Count,
    }),
  ),
  lexicon: Lexicon,
  figures: FigureWeights,
  marks: FittedMarks,
  features: z.array(z.string()),
  acts: z.strictObject({ customer: ActHeader, agent: ActHeader }),
  criteria: z.array(
    z.strictObject({
      criterion: z.string(),
      questions: z.array(z.string()),
      able: z.boolean(),
      crossValidated: z.strictObject({
        n: Count,
        kappa: z.number().nullable(),
        agreement: z.number(),
        majority: z.number(),
      }),
      verdicts: z.array(z.enum(LABEL_VERDICTS)).min(2),
      lean: z.number(),
      steps: z
        .strictObject({
          when: z.string(),
          require: z.array(z.string()).min(1),
          thresholds: z.record(z.string(), z.number()),
        })
        .nullable(),
      /** The decider, from the one that others were tuned from to the last. */
      layers: z.array(z.strictObject({ classes: z.int().min(2), forest: ForestSizes.nullable() })).min(1),
    }),
  ),
})
export type WeightsHeader = z.infer<typeof WeightsHeader>
