/** The persons and accounts that an order names, as its OMS wrote them; '' where it does not. */
export interface Parties {
  /** Account (1). */
  readonly account: string;
  /** PartyRole (452) 3, client, else ClientID (109). */
  readonly client: string;
  /** PartyRole 36 (entering trader), else 11 (order origination trader). */
  readonly trader: string;
  /** PartyRole 122: who decided to invest. */
  readonly decisionMaker: string;
  /** PartyRole 12: who decided on the execution. */
  readonly executor: string;
  /** PartyRoleQualifier (2376) of each, as sent: what kind of thing it is (a person, an algorithm, a firm). */
  readonly traderKind: string;
  readonly decisionMakerKind: string;
  readonly executorKind: string;
  /** OrderCapacity (528). */
  readonly capacity: string;
}

interface Party {
  readonly id: string;
  role: string;
  kind: string;
}

const SOH = '\x01';

/** Reads the application fields of an order (`tag=value SOH` each). A group entry of Parties begins with PartyID (448). */
export function partiesOf(body: string): Parties {
  const fields = new Map<string, string>();
  const parties: Party[] = [];
  for (const field of body.split(SOH)) {
    const at = field.indexOf('=');
    const tag = field.slice(0, at);
    const value = field.slice(at + 1);
    const party = parties.at(-1);
    if (tag === '448') parties.push({ id: value, role: '', kind: '' });
    else if (tag === '452' && party) party.role = value;
    else if (tag === '2376' && party) party.kind = value;
    else if (!fields.has(tag)) fields.set(tag, value);
  }
  const named = (...roles: string[]): Party | undefined =>
    roles.map(role => parties.find(p => p.role === role)).find(p => p !== undefined);
  const [trader, decisionMaker, executor] = [named('36', '11'), named('122'), named('12')];
  return {
    account: fields.get('1') ?? '',
    client: named('3')?.id ?? fields.get('109') ?? '',
    trader: trader?.id ?? '',
    decisionMaker: decisionMaker?.id ?? '',
    executor: executor?.id ?? '',
    traderKind: trader?.kind ?? '',
    decisionMakerKind: decisionMaker?.kind ?? '',
    executorKind: executor?.kind ?? '',
    capacity: fields.get('528') ?? '',
  };
}
