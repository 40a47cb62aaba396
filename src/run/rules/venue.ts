import { describeMessage } from '../../fix/codec/describe';
import type { SessionSettings } from '../../fix/settings/settings';
import { type Dialect, dialectOf } from '../../fix/translate/dialect';
import { fromVenue } from '../../fix/translate/from-venue';
import { oneOfEach } from './dialects';
import { type Block, type Section, table, text } from './page';
import { storiesOf } from './stories';
import { WatchedView } from './watched';

/** MsgType (35) of what we read from a venue about orders. */
const READ = ['8', '9', 'j'];

/** The messages of each version that a venue session of the folder speaks, as far as they are about orders. */
export const venueSections = (sessions: readonly SessionSettings[]): Section[] => oneOfEach(sessions, 'venue').map(venueSection);

function venueSection(settings: SessionSettings): Section {
  const dialect = dialectOf(settings);
  const sent = storiesOf(settings)
    .flatMap(story => story.messages)
    .filter(m => m.to === 'venue');
  const sentTypes = [...new Set(sent.map(m => m.msgType))].sort();
  return {
    title: `Messages to and from a venue in ${dialect.version}`,
    blocks: [
      text(
        'A passed-through order takes along every field of the OMS that the venue has; the tables hold what we add or make ourselves. A report is always booked, whatever the dictionary says of it: one that is not in order is kept beside it and an operator is called.',
      ),
    ],
    sections: [
      ...sentTypes.map(type => ({
        title: `${dialect.dictionary.msgName(type)} (${type}) to a venue in ${dialect.version}`,
        blocks: [rows(dialect, type, tag => mark(sent.filter(m => m.msgType === type).map(m => m.tags.includes(tag))))],
      })),
      ...READ.map(type => ({
        title: `${dialect.dictionary.msgName(type)} (${type}) from a venue in ${dialect.version}`,
        blocks: [rows(dialect, type, tag => (asked(type).has(tag) ? 'looked at' : undefined))],
      })),
    ],
  };
}

const mark = (there: readonly boolean[]): string | undefined =>
  there.every(is => is) ? 'always' : there.some(is => is) ? 'sometimes' : undefined;

/** A row for each field of the body of which there is something to say. */
function rows(dialect: Dialect, msgType: string, say: (tag: number) => string | undefined): Block {
  const tags = new Set(describeMessage(dialect.dictionary, msgType).map(field => field.tag));
  const told = [...tags].flatMap(tag => {
    const said = say(tag);
    return said === undefined ? [] : [[String(tag), dialect.dictionary.fieldName(tag) ?? '', said]];
  });
  return table(['tag', 'field', ''], told);
}

/** The tags that the reading of such a message looks for, found out by reading one. */
function asked(msgType: string): ReadonlySet<number> {
  const view = new WatchedView();
  const bytes = Buffer.from(`8=FIX.4.4\x0135=${msgType}\x0134=1\x01`, 'latin1');
  view.read(bytes, 0, bytes.length);
  view.asked.clear();
  fromVenue('', view);
  return view.asked;
}
