import { Scorecard } from '../scorecard.ts'

export const TITLE = { 'zh-CN': '表', en: 'form' }
export const CHECK = { id: 'speed', by: 'check', check: 'first_response_time', within: '60s', weight: 1 }
export const JUDGMENT = {
  id: 'blame',
  by: 'judgment',
  asks: 'Is blame pushed away?',
  pass: 'No.',
  fail: 'Yes.',
  notApplicable: 'never',
  examples: [{ quote: 'Ask the courier.', verdict: 'fail', why: 'pushed away' }],
  weight: 2,
}
export const STEPS = { id: 'order', by: 'steps', when: 'upset', require: ['empathy'], weight: 1 }
export const ACTS = {
  upset: { by: 'customer', means: 'is upset', cues: ['angry'] },
  empathy: { by: 'agent', means: 'feels with the customer', cues: ['you waited'] },
}

export function sectionOf(criteria: unknown[], id = 'main', weight = 100): Record<string, unknown> {
  return { id, title: TITLE, weight, criteria }
}

/** A small valid form as a file holds it; named fields are replaced, and left out where undefined. */
export function formOf(fields: Record<string, unknown> = {}): Record<string, unknown> {
  const form = {
    id: 'small',
    version: 1,
    title: TITLE,
    language: 'en',
    calendar: { timezone: 'Asia/Shanghai', weekly: { 'mon-fri': '09:00-18:00' } },
    method: 'weighted',
    passMark: 80,
    acts: ACTS,
    sections: [sectionOf([CHECK, JUDGMENT, STEPS])],
    ...fields,
  }
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined))
}

export function scorecardOf(fields: Record<string, unknown> = {}): Scorecard {
  return Scorecard.parse(formOf(fields))
}
