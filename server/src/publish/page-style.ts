/** The one style sheet of public pages; it stands in the page itself and is allowed by its hash. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1b19;--quiet:#5f5b54;--line:#dcd7cc;--accent:#1f4b7a;--wash:#f2efe8;--for:#0b6b62;--against:#b23a1d;--context:#4c5a6b}
@media (prefers-color-scheme:dark){:root{--paper:#161614;--ink:#ece8e0;--quiet:#a8a297;--line:#3a3833;--accent:#9cc2ea;--wash:#201f1c;--for:#5fc4b8;--against:#f0977c;--context:#a9b6c6}}
*{box-sizing:border-box}
html{font:112.5%/1.6 "Source Serif 4 Variable","Source Serif 4",Georgia,"Times New Roman",serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;padding:1.5rem 1.25rem 4rem}
main,header,footer{max-width:34rem;margin-inline:auto}
header{display:flex;justify-content:space-between;gap:1rem;flex-wrap:wrap;border-block-end:1px solid var(--line);padding-block-end:.6rem;margin-block-end:2.5rem}
header,.label,nav,footer,dt,.meta,.tag,summary{font-family:"IBM Plex Sans",system-ui,-apple-system,"Segoe UI",sans-serif;font-size:.85rem;line-height:1.45}
h1{font-size:clamp(1.6rem,5vw,2.4rem);line-height:1.2;font-weight:600;margin:.3rem 0 1.2rem;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;margin:3rem 0 .8rem;padding-block-start:1rem;border-block-start:1px solid var(--line)}
h3{font-size:1.08rem;margin:1.8rem 0 .5rem}h4{font-size:1rem;margin:1.4rem 0 .4rem}
p,ul,ol,blockquote,pre{margin:0 0 1rem}p,li,dd{overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.label,.meta{color:var(--quiet)}
.rating{display:inline-block;border:2px solid currentColor;padding:.25rem .8rem;font-size:1.2rem;font-weight:600;margin:0 0 .4rem}
.notice{border:1px solid var(--line);border-inline-start:5px solid var(--against);background:var(--wash);padding:1rem 1.2rem;margin-block-end:1.5rem}
.notice p:last-child,.item p:last-child{margin-block-end:0}
.item{border-inline-start:3px solid var(--line);padding-inline-start:1rem;margin-block-end:1.8rem}
.supports{border-color:var(--for)}.refutes{border-color:var(--against)}.context{border-color:var(--context)}
.supports .stance{color:var(--for)}.refutes .stance{color:var(--against)}.context .stance{color:var(--context)}
.stance{font-weight:600}blockquote{border-inline-start:2px solid var(--line);margin-inline:0;padding-inline-start:1rem;white-space:pre-line}
.signature{font-style:italic}
.origins svg{display:block;max-inline-size:100%;block-size:auto;margin-block:.4rem 1rem;color:var(--ink)}
code,.hash{font:.8em/1.5 "IBM Plex Mono",ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{overflow-x:auto}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0}dt{color:var(--quiet);padding-block-start:.2rem}dd{margin:0}
table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:start;vertical-align:top;padding:.45rem .6rem .45rem 0;border-block-end:1px solid var(--line)}th{font-weight:600}
footer{margin-block-start:3.5rem;border-block-start:1px solid var(--line);padding-block-start:1rem;color:var(--quiet)}
@media (max-width:34rem){thead{display:none}tr{display:block;padding-block:.6rem;border-block-end:1px solid var(--line)}td{display:block;border:0;padding:.1rem 0}td[data-head]::before{content:attr(data-head) ": ";color:var(--quiet)}dl{grid-template-columns:1fr}dd{margin-block-end:.5rem}}
form label{display:block;margin:1.2rem 0 .3rem;font-weight:600}form .meta{font-weight:400}textarea,input{font:inherit;color:inherit;background:var(--wash);border:1px solid var(--quiet);border-radius:6px;padding:.5rem .7rem;inline-size:100%}textarea{min-block-size:8rem}button{font:inherit;color:var(--paper);background:var(--accent);border:0;border-radius:6px;padding:.6rem 1.2rem;margin-block-start:1.4rem}button:focus-visible,textarea:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.aside{position:absolute;inset-inline-start:-9999px}
@media print{:root{--paper:#fff;--ink:#000;--quiet:#333;--line:#999;--wash:#fff;--accent:#000}html{font-size:10.5pt}body{padding:0}.item,.notice,tr{break-inside:avoid}h2,h3{break-after:avoid}a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}nav{display:none}}
`;
