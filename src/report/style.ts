/** The page's whole style sheet: no font, picture or script comes from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f7f9;--ink:#1b1f26;--muted:#5d6673;--rule:#dfe3e8;--accent:#2f5f9e;
--track:#e8ebef;--middle:#c3cad3;--low:#c27a45;--shade:#1b1f2633;--bad:#b3261e;--bad-soft:#fbeceb;--mark:#ffe9a8;--mark-ink:#1b1f26;--focus:#eef3fa}
@media(prefers-color-scheme:dark){:root{--bg:#14171c;--panel:#1b1f26;--ink:#e5e8ec;--muted:#98a2af;--rule:#2e343d;
--accent:#7aa7e0;--track:#2a3039;--middle:#566170;--low:#cf8f5e;--shade:#000a;--bad:#ff8a80;--bad-soft:#3a2222;--mark:#6b5410;--mark-ink:#fff6d8;--focus:#1f2733}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:3rem}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC",
"Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main,header,footer,nav>div{max-width:70rem;margin:0 auto;padding:0 1.5rem}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
bdi{unicode-bidi:isolate;overflow-wrap:anywhere}
header{padding-top:2rem;padding-bottom:1rem}
.eyebrow{color:var(--muted);font-size:12px;letter-spacing:.04em;margin:0}
h1{font-size:1.75rem;line-height:1.25;margin:.2rem 0 .4rem;font-weight:650}
h2{font-size:1.125rem;margin:0 0 .25rem;font-weight:650}
h3{font-size:.95rem;margin:0;font-weight:600}
section{padding:1.75rem 0;border-top:1px solid var(--rule)}
section:first-of-type{border-top:0;padding-top:1.25rem}
.note,.sub{color:var(--muted)}.note{margin:0 0 .9rem;max-width:52rem}.sub{font-size:12px}
nav{position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--rule);z-index:1}
nav>div{display:flex;gap:1.25rem;overflow-x:auto;padding-top:.55rem;padding-bottom:.55rem;white-space:nowrap;font-size:13px}
.notice{border-left:3px solid var(--accent);background:var(--panel);padding:.6rem .9rem;margin:0 0 1.25rem}
.notice p{margin:0}.notice p+p{margin-top:.2rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));border:1px solid var(--rule);
border-radius:6px;overflow:hidden}
.figure{box-shadow:0 0 0 .5px var(--rule);padding:.9rem 1rem}
.figure b{display:block;font-size:1.75rem;line-height:1.2;font-weight:600;margin:.1rem 0 .3rem}
.figure .sub{display:block}.figure .name{font-size:13px;color:var(--muted)}
.bad{color:var(--bad)}
.split{display:grid;grid-template-columns:minmax(0,1.1fr) minmax(0,1fr);gap:2.5rem;align-items:start}
svg{display:block}.chart svg{width:100%;height:auto;max-width:36rem}
.chart text{font-family:inherit}
.scroll{overflow-x:auto;background:linear-gradient(to left,var(--bg) 40%,transparent) right/2.5rem 100% no-repeat local,
linear-gradient(to left,var(--shade),transparent) right/.7rem 100% no-repeat scroll}
table{border-collapse:collapse;width:100%;font-size:13px}
th{font-weight:500;color:var(--muted);text-align:left;font-size:12px;white-space:nowrap}
th,td{padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
th:last-child,td:last-child{padding-right:0}
td bdi{overflow-wrap:break-word}
.names,.criteria .sub{word-break:keep-all}.prose{min-width:13rem}.reasons td:nth-child(2){width:45%}.reasons .tag{margin-left:0}
.criteria td:first-child{width:46%}
td.n,th.n{text-align:right;white-space:nowrap}
.flag{display:inline-block;width:.6em;margin-right:-.6em;text-align:left;color:var(--muted)}td.total:last-child,th.total:last-child{padding-right:.7em}
.notice .scroll{--bg:var(--panel)}.scroll+.note,table+.note{margin:.4rem 0 .9rem}.notice details{border-top:0}.notice details>summary{padding-bottom:.2rem}
.nowrap,.date{white-space:nowrap}
.tag{display:inline-block;font-size:11px;line-height:1.5;padding:0 .4em;border:1px solid var(--rule);border-radius:3px;
color:var(--muted);white-space:nowrap;margin-left:.4em}
.tag.bad{border-color:currentColor;color:var(--bad)}
.shares{width:100%;height:12px;border-radius:2px}.shares .track{fill:var(--track)}
.shares .good{fill:var(--accent)}.shares .middle{fill:var(--middle)}.shares .bad{fill:var(--low)}
.marks{display:grid;grid-template-columns:max-content minmax(8rem,15rem) minmax(0,1fr);gap:.55rem 1.25rem;align-items:center;
margin:0 0 .9rem;font-size:13px}
.legend{display:grid;grid-template-columns:repeat(3,minmax(7.5rem,max-content));gap:.1rem .9rem}
.legend i{display:inline-block;width:.65rem;height:.65rem;border-radius:2px;margin-right:.35rem}
.legend .good{background:var(--accent)}.legend .middle{background:var(--middle)}.legend .bad{background:var(--low)}
h2 .tag{font-weight:400;vertical-align:.15em}
code{font:12px/1.4 ui-monospace,"SF Mono",Menlo,Consolas,monospace;color:var(--muted);overflow-wrap:anywhere}
.bars{text-align:right}.bar{width:10rem;height:14px;margin:.2rem 0 0 auto}
.bar .track{fill:var(--track)}.bar .share{fill:var(--accent)}.bar.fatal .share{fill:var(--bad)}
.bar .range{stroke:var(--ink);stroke-width:1.5;opacity:.75}
details{border-top:1px solid var(--rule)}
details>summary{cursor:pointer;padding:.6rem 0 .6rem 1.3rem;position:relative;display:flex;gap:.1rem .75rem;align-items:baseline;flex-wrap:wrap;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"›";color:var(--muted);position:absolute;left:.15rem}
details[open]>summary::before{content:"⌄"}
details details{border-top:0}
.example{margin:0 0 1.25rem 1.2rem;border-left:2px solid var(--rule);padding-left:1rem}
.example .head{display:flex;gap:.35rem 1rem;flex-wrap:wrap;align-items:baseline;font-size:12px;color:var(--muted)}
.example .head b{color:var(--ink);font-weight:600}
.example>p{margin:.15rem 0 .45rem}
.turns{list-style:none;margin:0;padding:0;font-size:13px}
.turns li{display:grid;grid-template-columns:6.6rem 4.6rem minmax(0,1fr);gap:.6rem;padding:.22rem .6rem}
.turns li.quoted{background:var(--panel)}
.turns .who{color:var(--muted)}.turns .when{color:var(--muted);font-size:12px}
.turns .said{white-space:pre-wrap;overflow-wrap:anywhere}
.turns .gap{display:block;color:var(--muted);padding:0 .6rem}
.due{display:block;color:var(--bad);font-size:12px}
mark{background:var(--mark);color:var(--mark-ink);padding:0 .1em;border-radius:2px}
.cut{color:var(--muted);font-size:12px}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.4rem 1.5rem;margin:.75rem 0 0}
dt{font-weight:600}dd{margin:0;color:var(--muted)}
footer{padding-top:1.5rem;padding-bottom:3rem;border-top:1px solid var(--rule)}
@media(max-width:44rem){main,header,footer,nav>div{padding-left:1rem;padding-right:1rem}
.split{grid-template-columns:minmax(0,1fr);gap:1.5rem}
.figures{grid-template-columns:1fr 1fr}.figure:last-child:nth-child(odd){grid-column:1/-1}
td,th{padding-right:.55rem}th,th.n{white-space:normal;word-break:keep-all}.date{white-space:normal;min-width:5.2rem}
td:first-child{min-width:3.5rem}.criteria td:first-child{min-width:9rem}td.who{white-space:nowrap}
.criteria td:first-child{width:auto}.bars,.criteria .why{display:none}
.marks{grid-template-columns:minmax(0,1fr);gap:.2rem}.marks .legend{margin-bottom:.6rem;display:flex;flex-wrap:wrap;gap:.1rem .7rem}
.reasons thead{display:none}.reasons tr{display:grid;grid-template-columns:3rem minmax(0,1fr);border-bottom:1px solid var(--rule)}
.reasons td:first-child{min-width:0;text-align:left}.reasons td{border:0;padding-bottom:.2rem}.reasons td:nth-child(2){width:auto}.reasons td:nth-child(3){grid-column:2;padding:0 0 .5rem}

.figure{padding:.7rem .75rem}.figure b{font-size:1.4rem}
.bar{width:6rem}
.turns li{grid-template-columns:auto 1fr;gap:0 .6rem}.turns .said{grid-column:1/-1}
.example{margin-left:0}
dl{grid-template-columns:minmax(0,1fr);gap:.1rem}dd{margin-bottom:.6rem}}
@media print{nav{display:none}body{font-size:11px}section{break-inside:auto}tr,.example,.figure{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}.scroll{overflow:visible}
:root{--bg:#fff;--panel:#f6f7f9;--ink:#000;--muted:#444;--rule:#ccc;--accent:#2f5f9e;--track:#e8ebef;--middle:#c3cad3;--low:#c27a45;
--bad:#b3261e;--mark:#ffe9a8;--mark-ink:#000}}
`
