import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'

const Most = z.int().positive().default(1)

/** One font, one size, one colour in all that agents write, typed and canned alike. */
export const textStyle = defineCheck({
  id: 'text_style',
  summary: { 'zh-CN': '字体、字号、颜色统一', en: 'One font, one size, one colour' },
  revision: 1,
  params: z.strictObject({
    fonts: Most.describe('most fonts'),
    sizes: Most.describe('most sizes'),
    colors: Most.describe('most colours'),
  }),
  prepare:
    ({ fonts, sizes, colors }) =>
    (conversation, context) => {
      const most = { maxFonts: fonts, maxSizes: sizes, maxColors: colors }
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const seen = { font: new Set<string>(), sizePx: new Set<number>(), color: new Set<string>() }
      let styled = 0
      for (const { turn } of conversation.agent) {
        const { style } = turn
        if (style?.font === undefined && style?.sizePx === undefined && style?.color === undefined) continue
        styled += 1
        if (style.font !== undefined) seen.font.add(style.font.trim().toLowerCase())
        if (style.sizePx !== undefined) seen.sizePx.add(style.sizePx)
        if (style.color !== undefined) seen.color.add(sameColor(style.color))
        const values = { fonts: seen.font.size, sizes: seen.sizePx.size, colors: seen.color.size, ...most }
        if (seen.font.size > fonts || seen.sizePx.size > sizes || seen.color.size > colors)
          return fail(say(context, MIXED, values), [quoteTurn(turn)])
      }
      return styled === 0
        ? unscored('missing_field', say(context, NO_STYLE))
        : pass(say(context, UNIFORM, { styled }))
    },
})

/** `#F60` and `#ff6600` are one colour. */
function sameColor(color: string): string {
  const lower = color.trim().toLowerCase()
  return /^#[0-9a-f]{3}$/.test(lower) ? lower.replace(/[0-9a-f]/g, '$&$&') : lower
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NO_STYLE = { 'zh-CN': '消息没有样式数据', en: 'the messages carry no style' }
const UNIFORM = {
  'zh-CN': '{styled} 条带样式的消息样式统一',
  en: 'one style throughout the messages that carry one: {styled}',
}
const MIXED = {
  'zh-CN':
    '出现 {fonts} 种字体（最多 {maxFonts}）、{sizes} 种字号（最多 {maxSizes}）、{colors} 种颜色（最多 {maxColors}）',
  en: '{fonts} fonts (at most {maxFonts}), {sizes} sizes (at most {maxSizes}), {colors} colours (at most {maxColors})',
}
