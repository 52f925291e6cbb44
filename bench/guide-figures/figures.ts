import * as agreementFigures from './agreement-figures.ts'
import * as routingFigures from './routing-figures.ts'
import type { Figure, Language } from './write-table.ts'

export const GUIDE_LANGUAGES: readonly Language[] = ['zh-CN', 'en']

/** The figures of eval/GUIDE.*.md by their names there. */
export const guideFigures: Readonly<Record<string, Figure>> = { ...agreementFigures, ...routingFigures }
