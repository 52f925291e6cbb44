import { count } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { type CaseGroup, caseGroups } from './case-groups.ts'
import { ConfusionMatrix } from './confusion-matrix.tsx'
import { CriterionSlices } from './criterion-slices.tsx'
import { DisagreementCase } from './disagreement-case.tsx'
import { FiguresTable } from './figures-table.tsx'
import { LevelMatrix } from './level-matrix.tsx'
import { anchorOf, type EvalPage, type PlacedCriterion, sayLabelledBy, titleOf } from './page.ts'
import { RatersPart } from './raters-part.tsx'
import { Reliability } from './reliability.tsx'
import { UnscoredPart } from './unscored-part.tsx'

type Props = PlacedCriterion & { page: EvalPage }

/** All that is known of one criterion: figures first, then every disagreement. */
export function CriterionSection(props: Props) {
  const { page, one, place } = props
  const { text, language } = page
  const other = language === 'en' ? 'zh-CN' : 'en'
  const labelled = <p class="labelled">{sayLabelledBy(one.labelledBy, text)}</p>
  return (
    <section id={anchorOf(place)} class="criterion">
      <h2>
        <Said text={titleOf(one, language)} longest={120} />
        {one.title !== null && (
          <span class="other" lang={other}>
            <Said text={one.title[other]} longest={120} />
          </span>
        )}
      </h2>
      <p class="note">
        <code>{one.criterion}</code> · {text[`by.${one.decidedBy ?? 'mixed'}`]} · {sayFacts(one, text)}
      </p>
      <div class="split">
        <div>
          <h3>{text.matrix}</h3>
          <p class="note">{text.matrixNote}</p>
          {labelled}
          <div class="scroll">
            <ConfusionMatrix {...props} />
          </div>
          {one.levels !== null && (
            <LevelMatrix levels={one.levels} title={titleOf(one, language)} page={page} />
          )}
        </div>
        <div>
          <h3>{text.reliability}</h3>
          {one.calibration.quality !== null && <p class="note">{text.reliabilityNote}</p>}
          {labelled}
          <Reliability page={page} one={one} />
        </div>
      </div>
      <div class="split">
        <div>
          <h3>{text.figures}</h3>
          {labelled}
          <FiguresTable page={page} one={one} />
          <h4>{text.unscoredTitle}</h4>
          <UnscoredPart page={page} one={one} />
        </div>
        <div>
          <h3>{text.ratersTitle}</h3>
          {labelled}
          <RatersPart page={page} one={one} />
        </div>
      </div>
      <details>
        <summary>
          <h3>{text.slicesTitle}</h3>
        </summary>
        {labelled}
        <CriterionSlices page={page} one={one} />
      </details>
      <Cases {...props} />
    </section>
  )
}

function Cases({ page, one, place }: Props) {
  const { text } = page
  const groups = caseGroups(one.disagreements)
  const all = one.disagreements.length + one.withheld
  return (
    <>
      <h3 class="cases">
        {text.casesTitle} <span class="tag">{count(all)}</span>
      </h3>
      {all === 0 && <p class="note">{text.casesNone}</p>}
      {one.withheld > 0 && <p class="notice">{fill(text.withheld, { n: count(one.withheld) })}</p>}
      {groups.length > 0 && (
        <p class="note">
          {text.casesNote} {text.legend}
          {text.colon}
          <span class="chip byjudge">
            <mark>{text.legendJudge}</mark>
          </span>{' '}
          <span class="chip byraters">{text.legendRaters}</span>
        </p>
      )}
      {groups.map((group) => (
        <Group page={page} group={group} place={place} />
      ))}
    </>
  )
}

function Group({ page, group, place }: { page: EvalPage; group: CaseGroup; place: number }) {
  const { text, words } = page
  const { reference, judge, kind, cases } = group
  return (
    <div id={anchorOf(place, reference, judge)}>
      <h4>
        {fill(text.casesOf, { reference: words[`verdict.${reference}`], judge: words[`verdict.${judge}`] })}
        <span class="tag">{text[kind]}</span> <span class="tag">{count(cases.length)}</span>
      </h4>
      {cases.map(({ disagreement, at }) => (
        <DisagreementCase page={page} disagreement={disagreement} anchor={anchorOf(place, 'c', at + 1)} />
      ))}
    </div>
  )
}

function sayFacts(one: Props['one'], text: EvalPage['text']): string {
  const { labelled, n, adjudicated, seen, noMajority } = one
  const more = { adjudicated, seen, noMajority }
  return [
    fill(text.facts, { labelled: count(labelled), n: count(n) }),
    ...(['adjudicated', 'seen', 'noMajority'] as const)
      .filter((name) => more[name] > 0)
      .map((name) => fill(text[name], { n: count(more[name]) })),
  ].join(' · ')
}
