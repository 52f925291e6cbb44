/**
 * What the page of an evaluation needs beside the report's style sheet. It is dark on light everywhere: the shades of
 * a matrix and the marks of two sides are made for that.
 */
export const EVAL_STYLE = `
@media(prefers-color-scheme:dark){:root{--bg:#fff;--panel:#f6f7f9;--ink:#1b1f26;--muted:#5d6673;--rule:#dfe3e8;--accent:#2f5f9e;
--track:#e8ebef;--middle:#c3cad3;--low:#c27a45;--shade:#1b1f2633;--bad:#b3261e;--bad-soft:#fbeceb;--mark:#ffe9a8;--mark-ink:#1b1f26;--focus:#eef3fa}}
:root{color-scheme:light;--a1:#eaf1fa;--a2:#d3e2f5;--a3:#b9d1ee;--a4:#9fc0e7;--a5:#86afe0;
--p1:#fdf0e6;--p2:#fadfca;--p3:#f6ccab;--p4:#f2b98c;--p5:#eda66d;--judge:#8a6100;--raters:#2f5f9e;
--stripes:repeating-linear-gradient(-45deg,#e4edf9 0 6px,#f5f9fe 6px 12px)}
h4{font-size:13px;margin:1.1rem 0 .35rem;font-weight:600}h4 .tag{vertical-align:.1em}h5{font-size:13px;margin:0 0 .2rem;font-weight:600}
main p{margin:.3rem 0 .6rem;max-width:60rem}main p.note{margin:0 0 .6rem}.after{margin-top:.9rem!important}
.labelled{font-size:12px;color:var(--muted);border-left:3px solid var(--middle);padding-left:.5rem;margin:.2rem 0 .6rem!important}
.facts{font-size:13px;margin:1rem 0 0}.facts dt{color:var(--muted);font-weight:500}.facts dd{color:var(--ink)}
@media(min-width:44.01rem){.figures{grid-template-columns:repeat(auto-fit,minmax(10rem,1fr))}}
.notes{padding-left:1.2rem;margin:.5rem 0;max-width:60rem}.notes:empty{display:none}
h2 .other{font-size:13px;font-weight:400;color:var(--muted);margin-left:.6em}
.criterion .split{margin-top:1rem;gap:1.5rem 2.5rem}.split>div{min-width:0}.criterion h3{margin:.2rem 0 .3rem}h3.cases{margin-top:1.4rem}
tbody th{color:var(--ink);font-size:13px;font-weight:400;white-space:normal}th.name{min-width:8rem;font-weight:500}
.slices th:first-child{width:40%}.overview td,.overview th{padding-right:.7rem}.overview .sub{display:block}td.sub{font-size:12px}
.kappa{width:10.75rem;height:16px}.kappa .axis{stroke:var(--middle);fill:none}.kappa .range{fill:#a9c4e6}
.kappa .dot{fill:var(--accent)}.kappa .ceiling{fill:var(--bg);stroke:var(--ink);stroke-width:1.3}
.matrix{width:auto;table-layout:fixed;border-collapse:separate;border-spacing:3px;margin:.2rem 0 .6rem -3px}
.matrix caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.matrix th,.matrix td{border:0;padding:.3rem .5rem;text-align:center;vertical-align:middle;white-space:normal}
.matrix tbody th{text-align:right;max-width:6rem}.matrix .side{color:var(--muted);font-size:11px}.matrix .sum{color:var(--muted)}
.matrix .cell{min-width:4.9rem;border-radius:3px;background:var(--panel);color:var(--ink)}
.matrix .cell b{display:block;font-size:1.05rem;font-weight:600}.matrix .cell span{font-size:12px}.matrix .cell a{color:inherit;text-decoration:underline}
${[1, 2, 3, 4, 5].map((step) => `.matrix .agrees${step}{background:var(--a${step})}.matrix .parts${step}{background:var(--p${step})}`).join('')}
.reliability{width:100%;max-width:24rem;height:auto}.reliability text{font-family:inherit}
.case{border:1px solid var(--rule);border-radius:5px;margin:.4rem 0;padding:0 .8rem;scroll-margin-top:3rem}
.case>summary{padding-left:.9rem}.case>summary::before{left:-.1rem}.case .gist{color:var(--muted);font-size:13px;flex-basis:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.case[open] .gist{display:none}.case[open]{border-color:var(--middle)}.case:target{border-color:var(--accent);border-width:2px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin:.2rem 0 .8rem;font-size:13px}.two>div{min-width:0}
.view{padding-left:.7rem;border-left:4px solid var(--judge)}.view.byraters{border-left:4px dashed var(--raters)}
.view ul{list-style:none;margin:0;padding:0}.why{margin:.1rem 0 .4rem!important;overflow-wrap:anywhere;white-space:pre-wrap}
.talk{scroll-margin-top:3rem;border-top:1px solid var(--rule);padding:.4rem 0 .7rem}
.talk .turns li{grid-template-columns:5.2rem 4.2rem minmax(0,1fr);border-left:4px solid transparent;padding:.25rem .5rem}
.talk li.judged{border-left-color:var(--judge)}.talk li.rated{background:var(--stripes);outline:1px dashed var(--raters);outline-offset:-1px}
.talk mark,.chip.byjudge mark{border-bottom:2px solid var(--judge);border-radius:0}
.sides{display:block;margin-top:.15rem}.chip+.chip{margin-left:.4em}.chip{display:inline-block;font-size:11px;line-height:1.5;padding:0 .4em;border-radius:3px}
.chip.byjudge{border:1px solid var(--judge);color:#6b4b00;background:#fffaf0}.chip.byraters{border:1px dashed var(--raters);color:#234a80;background:#f1f6fd}
.fold>summary,p.fold,.cut>summary{font-size:12px;color:var(--muted);padding:.25rem 0 .25rem 1.3rem}.talk p.fold{margin:0!important}
.cut{display:block;border:0}.talk details,.case details{border:0}
@media(max-width:44rem){.two{grid-template-columns:minmax(0,1fr)}.talk .turns li{grid-template-columns:auto 1fr}.matrix .cell{min-width:3.6rem}
.matrix th,.matrix td{padding:.25rem .3rem}.matrix tbody th{max-width:4.2rem}.case{padding:0 .5rem}h2 .other{display:block;margin-left:0}
.overview td:first-child,.overview th.name{min-width:7rem;position:sticky;left:0;background:var(--bg)}.facts{gap:.1rem}}
@media print{.cell,mark,.talk li.rated,.chip,.kappa *{-webkit-print-color-adjust:exact;print-color-adjust:exact}.case{break-inside:auto}
.split{display:block}.turns li{break-inside:avoid}.overview{font-size:9px}.overview th,.overview td{padding-right:.35rem;font-size:9px;white-space:normal}.overview .kappa{width:6.5rem}.overview .nowrap{white-space:nowrap}.overview .sub{font-size:8px;white-space:nowrap}.labelled{font-size:10px}th.name{min-width:5rem}}
`
