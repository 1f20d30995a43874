/**
 * The page's whole style: no font, no file from elsewhere; light and dark by what the reader's system says.
 */
export const styles = `
:root{color-scheme:light dark;--page:#f4f6f6;--card:#fff;--line:#dde3e4;--text:#15201f;--quiet:#5a6867;
  --s1:#0b8390;--s2:#e58a12;--s3:#b8336a;--good:#18794e;--warn:#9a5b00;--bad:#c0262d;--track:#e8edee}
@media (prefers-color-scheme:dark){:root{--page:#0f1415;--card:#182021;--line:#2a3536;--text:#e6eded;
  --quiet:#93a3a3;--s1:#2bb3c0;--s2:#f0a640;--s3:#e0709c;--good:#5fd39a;--warn:#f0b45a;--bad:#ff8087;--track:#243032}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.45 system-ui,-apple-system,"Segoe UI",
  Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:1080px;margin:0 auto;padding:28px 20px 40px}
header{margin-bottom:20px}
h1{font-size:26px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
h2{font-size:16px;margin:0}
p{margin:0}
.quiet,.about{color:var(--quiet)}
.about{font-size:13.5px;margin:2px 0 12px}
.verdict{font-size:17px;margin-bottom:4px}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:0 0 12px;padding:0;list-style:none}
.tiles li,.card{background:var(--card);border:1px solid var(--line);border-radius:10px}
.tiles li{padding:12px 14px}
.tiles b{display:block;font-size:24px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums;
  letter-spacing:-.01em}
.tiles span{color:var(--quiet);font-size:13px}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:12px}
.card{padding:16px 16px 14px;min-width:0}
.card.whole{grid-column:1/-1}
.legend{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:13px;color:var(--quiet);margin:-4px 0 10px}
.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
i.s1{background:var(--s1)}i.s2{background:var(--s2)}i.s3{background:var(--s3)}
rect.s1{fill:var(--s1)}rect.s2{fill:var(--s2)}rect.s3{fill:var(--s3)}
rect.hit{fill:transparent}
.chart{display:flex;flex-direction:column}
.plot{flex:1;display:grid;grid-template-columns:56px minmax(0,1fr);grid-template-rows:minmax(150px,1fr);
  column-gap:8px}
.scale{display:flex;flex-direction:column;justify-content:space-between;text-align:right;font-size:12px;
  line-height:1;color:var(--quiet);font-variant-numeric:tabular-nums;margin:-6px 0;white-space:nowrap}
.plot svg{width:100%;height:0;min-height:100%;display:block}
.cut{stroke:var(--card);stroke-width:4;vector-effect:non-scaling-stroke;fill:none}
.plot g:hover rect.hit{fill:var(--track)}
.grid{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke;fill:none}
.days{display:flex;margin:8px 0 0 64px;font-size:12px;color:var(--quiet);height:16px}
.days span{flex:1 1 0;min-width:0;display:flex;justify-content:center}
.days b{font-weight:400;white-space:nowrap}
details{margin-top:10px;font-size:13px}
summary{color:var(--quiet);cursor:pointer;width:max-content}
.wide{overflow-x:auto;margin:0 -16px;padding:0 16px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:6px 10px;border-bottom:1px solid var(--line);white-space:nowrap;
  font-weight:400}
thead th{color:var(--quiet);font-size:12.5px}
th:first-child,td:first-child{text-align:left;padding-left:0}
th:last-child,td:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom:0}
.left{text-align:left}
td.long{white-space:normal;min-width:9em}
.list ul{list-style:none;margin:0;padding:0;display:grid;gap:9px}
.list li{display:grid;grid-template-columns:1fr auto;gap:3px 10px;font-size:14px}
.list svg{grid-column:1/-1;width:100%;height:8px;display:block;background:var(--track);border-radius:2px}
.value{font-variant-numeric:tabular-nums;color:var(--quiet)}
.none{color:var(--quiet);padding:8px 0}
footer{margin-top:18px;font-size:13px;color:var(--quiet)}
@media (max-width:760px){main{padding:20px 14px 32px}.tiles{grid-template-columns:1fr 1fr}
  .cards{grid-template-columns:minmax(0,1fr)}h1{font-size:22px}.tiles b{font-size:21px}
  .plot{grid-template-rows:minmax(130px,1fr)}.spare{display:none}}
@media print{body{background:#fff}.card,.tiles li{break-inside:avoid}}
`;
