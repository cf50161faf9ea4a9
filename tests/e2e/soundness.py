"""What makes a page sound for everybody: axe, small screens, zoom, the keyboard, a silent console, no strangers."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

# Numbers every element that Tab must reach, and from then on remembers which got the focus and whether it showed.
WATCH_FOCUS = """() => {
  const shown = (one) => one.checkVisibility({checkVisibilityCSS: true}) && one.getBoundingClientRect().width > 0;
  const groups = new Map();
  const place = (one, number) => {
    const form = one.form ? [...document.forms].indexOf(one.form) : '';
    const group = one.type === 'radio' ? `${form}/${one.name}` : number;
    if (!groups.has(group)) { groups.set(group, number); }
    return groups.get(group);
  };
  const all = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
    .filter((one) => !one.disabled && one.tabIndex >= 0 && shown(one));
  window.tabPlaces = new Map(all.map((one, number) => [one, place(one, number)]));
  window.tabReached = new Set();
  window.tabShown = new Set();
  document.addEventListener('focusin', (event) => {
    const style = getComputedStyle(event.target);
    const number = window.tabPlaces.get(event.target);
    window.tabReached.add(number);
    if (style.outlineStyle !== 'none' || style.boxShadow !== 'none') { window.tabShown.add(number); }
  });
  document.activeElement?.blur();
  return all.length;
}"""
READ_FOCUS = """() => {
  const missed = [], hidden = [];
  for (const [one, number] of window.tabPlaces) {
    const html = one.outerHTML.slice(0, 140);
    if (!window.tabReached.has(number)) { missed.push(html); }
    else if (!window.tabShown.has(number)) { hidden.push(html); }
  }
  return [missed, hidden];
}"""
SPEAKING = """() => [...document.querySelectorAll('h1')].length"""


class Ears:
    """Hears what a page says in the console and whom it asks for something."""

    def __init__(self, page: Page, base: str) -> None:
        self.heard: list[str] = []
        self.base = base
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.heard.append(f"script error: {error}"))
        page.on("request", self.on_request)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.heard.append(f"a request leaves the machine: {request.url}")


def problems_of(page: Page, address: str, ears: Ears) -> list[str]:
    """Everything that is not sound about one page, each as a sentence with its address."""
    ears.heard.clear()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    found = [*axe_problems(page), *keyboard_problems(page), *size_problems(page)]
    if page.evaluate(SPEAKING) != 1:
        found.append("has not exactly one h1")
    return [f"{address}: {problem}" for problem in [*found, *ears.heard]]


def axe_problems(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [
        f"axe {one['id']}: {one['help']} ({one['nodes'][0]['html'][:160]})"
        for one in violations
    ]  # fmt: skip


def size_problems(page: Page) -> list[str]:
    """No sideways scroll on a small phone, nor at 200 % zoom of a desk screen."""
    found = []
    for width, words in ((360, "at 360 pixels"), (640, "at 200 % zoom")):
        page.set_viewport_size({"width": width, "height": 800})
        reach = page.evaluate("() => document.scrollingElement.scrollWidth")
        if reach > width:
            found.append(f"scrolls sideways {words}: {reach} pixels wide")
    return found


def keyboard_problems(page: Page) -> list[str]:
    """Tab reaches everything that can be used, and the focus shows. A date field takes a few tabs."""
    count = page.evaluate(WATCH_FOCUS)
    for _ in range(count + 4 * page.locator("input[type=date], input[type=datetime-local]").count() + 2):
        page.keyboard.press("Tab")
    missed, hidden = page.evaluate(READ_FOCUS)
    found = [f"the keyboard does not reach {html}" for html in missed[:3]]
    return found + [f"the focus does not show on {html}" for html in hidden[:3]]
