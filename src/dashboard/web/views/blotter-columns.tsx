import { limit, side } from '../format/fix';
import { bps, grouped, NOTHING } from '../format/number';
import type { Column } from '../ui/grid-parts';
import { Moment } from '../ui/parts';
import { Done, Lead, Px, Status, strategy, Why } from './blotter-cells';
import type { BlotterRow, Twist } from './blotter-row';

/** The columns: what each has of a parent, of a child and of a fill. `twist` opens a row, or closes it. */
export const columns = (twist: Twist): readonly Column<BlotterRow>[] => [
  {
    key: 'order',
    title: 'Order',
    width: 138,
    about: "ClOrdID (11) of the OMS; below it the child's at the venue; below that ExecID (17)",
    cell: row => <Lead row={row} twist={twist} />,
  },
  ...COLUMNS,
];

const COLUMNS: readonly Column<BlotterRow>[] = [
  { key: 'symbol', title: 'Symbol', width: 58, cell: row => (row.level === 1 ? row.row.symbol : row.symbol) },
  { key: 'side', title: 'Side', width: 46, cell: row => side(row.level === 1 ? row.row.side : row.side) },
  {
    key: 'qty',
    title: 'Qty',
    width: 72,
    right: true,
    about: 'OrderQty (38); of a fill LastQty (32)',
    cell: row => grouped(row.level === 3 ? row.row.qty : row.row.orderQty),
  },
  {
    key: 'limit',
    title: 'Limit',
    width: 66,
    right: true,
    cell: row => (row.level === 3 ? '' : limit(row.row.price, row.row.ordType)),
  },
  {
    key: 'done',
    title: 'Done',
    width: 122,
    about:
      'the part that is filled; the line is where the plan wants it now, the shade its band. Of an order that was denied: why',
    cell: row => (row.level === 3 ? '' : row.row.status === 'Denied' ? <Why row={row} /> : <Done row={row.row} />),
  },
  {
    key: 'leaves',
    title: 'Leaves',
    width: 66,
    right: true,
    cell: row => (row.level === 3 ? '' : grouped(row.row.leavesQty)),
  },
  {
    key: 'px',
    title: 'Avg px',
    width: 72,
    right: true,
    about: 'AvgPx (6); of a fill LastPx (31)',
    cell: row => <Px row={row} />,
  },
  {
    key: 'arrival',
    title: 'Arrival',
    width: 68,
    right: true,
    about: 'the middle of the market when the order came',
    cell: row => (row.level === 1 ? grouped(row.row.arrival) : ''),
  },
  {
    key: 'slip',
    title: 'Slip bps',
    width: 62,
    right: true,
    about: 'slippage against arrival in basis points: positive is worse',
    cell: row => (row.level === 1 ? bps(row.row.slippage.arrival) : row.level === 3 ? bps(row.row.slippage) : ''),
  },
  { key: 'status', title: 'Status', width: 98, cell: row => <Status row={row} /> },
  { key: 'strategy', title: 'Strategy', width: 82, cell: strategy },
  {
    key: 'where',
    title: 'Account',
    width: 70,
    about: 'Account (1); of a child and a fill the venue',
    cell: row => (row.level === 1 ? row.row.account : (row.row.venue ?? NOTHING)),
  },
  {
    key: 'time',
    title: 'Time',
    width: 72,
    right: true,
    about: 'when it came, was last sent, or traded; UTC under the pointer',
    cell: row => <Moment at={row.level === 1 ? row.row.received : row.level === 2 ? row.row.sent : row.row.at} />,
  },
];
