import { render } from 'preact';
import { FEED_PATH, type FromServer } from '../feed';
import { App, STALE_S } from './app';
import { FeedLink, type Socket, type Standing } from './link/feed-link';
import { person, setPerson } from './link/person';
import { nothingYet } from './state/state';
import { onlyParents, take } from './state/take';
import { showTheme, theme } from './ui/theme';

/** What is drawn. It is drawn anew at most once a frame, however often it changes. */
let state = nothingYet();
let standing: Standing = 'connecting';
let refused: string | undefined;
/** Nobody is let in before somebody says who they are: until the next welcome. */
let asks = false;
let heard = performance.now();
let looks = 0;
let due = false;

function changed(): void {
  if (due) return;
  due = true;
  requestAnimationFrame(draw);
}

function draw(): void {
  due = false;
  const silent = (performance.now() - heard) / 1000;
  const parts = { state, standing, asks, said: person() !== undefined, refused, silent, looks, onToken: signIn, look };
  render(<App {...parts} />, document.getElementById('page')!);
}

function told(message: FromServer): void {
  heard = performance.now();
  if (message.type === 'refused') refused = message.message;
  else {
    refused = undefined;
    asks = false;
    state = take(state, message);
  }
  changed();
}

function socket(): Socket {
  const made = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${FEED_PATH}`);
  return {
    send: text => made.send(text),
    close: () => made.close(),
    on: ({ open, message, close }) => {
      made.onopen = open;
      made.onmessage = event => message(String(event.data));
      made.onclose = close;
    },
  };
}

const link = new FeedLink(
  {
    open: socket,
    later: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
  },
  {
    told,
    stands: now => {
      standing = now;
      asks ||= now === 'refused';
      changed();
    },
  },
);
const look: FeedLink['look'] = at => {
  if (at.say === 'parents')
    state = onlyParents(
      state,
      at.parents.map(parent => parent.id),
    );
  link.look(at);
};

/** Undefined signs out. What the last person saw is gone. */
function signIn(token: string | undefined): void {
  setPerson(token);
  state = nothingYet();
  refused = undefined;
  link.connect(token);
  changed();
}

showTheme(theme());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  looks++;
  changed();
});
// silence changes nothing by itself: it has to be looked for
setInterval(() => {
  if (performance.now() - heard > (STALE_S - 1) * 1000) changed();
}, 500);
link.connect(person());
changed();
