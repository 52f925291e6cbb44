import type { Child } from 'hono/jsx'
import type { EvalRun } from '../../domain/eval-run.ts'
import { dollars } from '../dollars.ts'
import { sayFindings } from '../eval-format.ts'
import { count, dateTime } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { type EvalPage, sayLabelledBy } from './page.ts'

/** Which set, whose labels, which judge and how it was asked: what every figure has to be read with. */
export function HeadFacts({ page, scorecards }: { page: EvalPage; scorecards: EvalRun['scorecards'] }) {
  const { report, text, words, language } = page
  const { set, judge, run } = report
  const name = judge.judge === 'none' ? words.noJudgeName : judge.judge
  const params = Object.entries(judge.params).map(([key, value]) => `${key} ${value}`)
  return (
    <dl class="facts">
      <Fact name={text.set}>
        <b>
          <Said text={set.title?.[language] ?? set.name} />
        </b>{' '}
        {set.title !== null && (
          <Said text={`${set.title[language === 'en' ? 'zh-CN' : 'en']} · ${set.name}`} />
        )}
      </Fact>
      <Fact name={text.labels}>
        <b>{sayLabelledBy(set.labelledBy, text)}</b>
        {' · '}
        <Said
          text={fill(text.raters, { n: set.raters.length, names: set.raters.join(text.comma) })}
          longest={400}
        />
      </Fact>
      <Fact name={text.part}>
        {text[`part.${set.part}`]} · {text[`test.${set.test}`]} · {text.conversations}{' '}
        {count(set.conversations)}
      </Fact>
      <Fact name={text.judge}>
        <b>
          <Said text={judge.judge === 'builtin' ? words['judge.builtin'] : name} />
        </b>
        {' · '}
        {sayFindings(report, language)}
      </Fact>
      <Fact name={text.model}>
        <Said text={judge.model ?? text.noModel} />
      </Fact>
      <Fact name={text.promptHash}>
        {judge.promptHash === null ? text.noPrompt : <code>{judge.promptHash}</code>}
      </Fact>
      {params.length > 0 && (
        <Fact name={text.params}>
          <Said text={params.join(text.semicolon)} longest={600} />
        </Fact>
      )}
      <Fact name={text.run}>
        {run === null ? (
          text.notKept
        ) : (
          <>
            {dateTime(run.at)} UTC · <code>{run.id}</code> ·{' '}
            {fill(text.took, { seconds: run.seconds.toFixed(1) })}
          </>
        )}
      </Fact>
      {run !== null && <Fact name={text.cost}>{sayCost(run.usage, text)}</Fact>}
      {scorecards.length > 0 && (
        <Fact name={text.scorecards}>
          {scorecards.map(({ id, version, hash }) => (
            <div>
              <Said text={id} /> · {fill(text.version, { n: version })} ·{' '}
              <code title={hash}>{hash.slice(0, 12)}</code>
            </div>
          ))}
        </Fact>
      )}
      <Fact name={text.method}>{sayMethod(report, text)}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function sayCost(usage: EvalRun['usage'], text: EvalPage['text']): string {
  if (usage.requests === 0) return text.costNone
  const asked = fill(text.costAsked, {
    requests: count(usage.requests),
    input: count(usage.inputTokens),
    cached: count(usage.cachedTokens),
    output: count(usage.outputTokens),
  })
  return [usage.costUsd === null ? text.costUnknown : dollars(usage.costUsd), asked].join(' · ')
}

function sayMethod({ bootstrap, weighting }: EvalPage['report'], text: EvalPage['text']): string {
  const { replicates, seed } = bootstrap
  return [
    fill(text.bootstrap, { replicates: count(replicates), seed }),
    fill(text[`weighting.${weighting.by}`], { n: weighting.effective.toFixed(1) }),
  ].join(text.semicolon)
}
