// Writes fix-dictionaries/FIX42.xml, FIX44.xml, FIX50SP2.xml and FIXT11.xml from the definitions that jspurefix carries.
// Writes into the folder given, else there. fix-dictionaries/README.md says what is corrected on the way and why. The same jspurefix gives
// the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadTs } from './lib-ts.mjs';

const { descendants, element, parseXml, section, writeXml } = loadTs('src/fix/dictionary/xml.ts');
const require = createRequire(import.meta.url);
const jspurefix = dirname(require.resolve('jspurefix/package.json'));
const { version } = require('jspurefix/package.json');
const OUT = process.argv[2] ?? join(import.meta.dirname, '..', 'fix-dictionaries');
const ADMIN = ['0', '1', '2', '3', '4', '5', 'A'];

const load = name => parseXml(readFileSync(join(jspurefix, 'data', `${name}.xml`), 'utf8'));
const field = (name, required = 'N') => element('field', { name, required });

function notice(title, origin) {
  return `${title}
Written by scripts/build-dictionaries.mjs from ${origin} of jspurefix ${version}; do not edit.
Copyright (c) FIX Protocol Ltd. (the FIX specification)
Copyright (c) 2001-2020 Oren Miller (the dictionary; QuickFIX Software License 1.0)
Copyright (c) 2018 TimelordUK (jspurefix; MIT License)
Notices and licences: README.md in this folder.`;
}

function write(name, root, title, origin) {
  writeFileSync(join(OUT, `${name}.xml`), writeXml(root, notice(title, origin)));
}

/** The field definition with that number. */
function definition(root, number) {
  return section(root, 'fields').children.find(each => each.attrs.number === String(number));
}

/** CHAR is one character: a field with a longer value in its own list is a STRING. */
function widenChars(root) {
  for (const each of section(root, 'fields').children) {
    if (each.attrs.type === 'CHAR' && each.children.some(value => value.attrs.enum.length > 1)) each.attrs.type = 'STRING';
  }
}

/** Attributes in one order whatever the source did. */
function orderAttributes(root) {
  const order = [
    'number',
    'name',
    'type',
    'major',
    'minor',
    'servicepack',
    'msgtype',
    'msgcat',
    'enum',
    'description',
    'required',
  ];
  for (const node of [root, ...descendants(root)]) {
    node.attrs = Object.fromEntries(order.filter(key => key in node.attrs).map(key => [key, node.attrs[key]]));
  }
  return root;
}

function fix42() {
  const root = orderAttributes(load('FIX42'));
  const encodings = definition(root, 347).children;
  for (const value of encodings) if (value.attrs.enum === 'SHIFT_JIS') value.attrs.enum = 'Shift_JIS';
  widenChars(root);
  return root;
}

function fix44() {
  const root = orderAttributes(load('FIX44'));
  widenChars(root);
  return root;
}

/** Without the session part, as QuickFIX has it; without a field that is none of the standard, and one that the standard has elsewhere. */
function fix50sp2() {
  const root = orderAttributes(load('FIX50SP2'));
  for (const name of ['header', 'trailer']) section(root, name).children = [];
  const messages = section(root, 'messages');
  messages.children = messages.children.filter(each => !ADMIN.includes(each.attrs.msgtype));
  const custom = definition(root, 20460).attrs.name;
  for (const node of [root, ...descendants(root)]) {
    node.children = node.children.filter(child => child.attrs.name !== custom && child.attrs.name !== 'Hop');
  }
  const instrument = section(root, 'components').children.find(each => each.attrs.name === 'Instrument');
  instrument.children = instrument.children.filter(each => each.attrs.name !== 'Currency');
  widenChars(root);
  return root;
}

/** Inserts fields behind the one named; nothing where they are there already. */
function insertAfter(node, after, fields) {
  const at = node.children.findIndex(child => child.attrs.name === after);
  node.children.splice(at + 1, 0, ...fields.filter(each => !node.children.some(child => child.attrs.name === each.attrs.name)));
}

/** The session part of jspurefix's FIX50SP2, and the fields by which FIXT.1.1 differs from the session layer of FIX.4.4. */
function fixt11() {
  const from = orderAttributes(load('FIX50SP2'));
  const header = section(from, 'header');
  header.children.find(child => child.attrs.name === 'Hop').attrs.name = 'HopGrp';
  insertAfter(header, 'MsgType', [field('ApplVerID'), field('ApplExtID'), field('CstmApplVerID')]);
  const admin = section(from, 'messages').children.filter(each => ADMIN.includes(each.attrs.msgtype));
  const message = type => admin.find(each => each.attrs.msgtype === type);
  insertAfter(message('3'), 'RefMsgType', [field('RefApplVerID'), field('RefApplExtID'), field('RefCstmApplVerID')]);
  message('5').children.unshift(field('SessionStatus'));
  message('A').children.find(each => each.attrs.name === 'DefaultApplVerID').attrs.required = 'Y';
  const types = message('A').children.find(each => each.attrs.name === 'NoMsgTypes');
  insertAfter(
    types,
    'MsgDirection',
    ['RefApplVerID', 'RefApplExtID', 'RefCstmApplVerID', 'DefaultVerIndicator'].map(name => field(name)),
  );
  admin.sort((a, b) => ADMIN.indexOf(a.attrs.msgtype) - ADMIN.indexOf(b.attrs.msgtype));
  admin.push(element('message', { name: 'XMLnonFIX', msgtype: 'n', msgcat: 'admin' }));
  const hops = section(from, 'components').children.find(each => each.attrs.name === 'HopGrp');
  const used = new Set();
  for (const part of [header, section(from, 'trailer'), hops, ...admin]) {
    for (const node of descendants(part)) used.add(node.attrs.name);
  }
  const fields = section(from, 'fields').children.filter(each => used.has(each.attrs.name));
  fields.sort((a, b) => a.attrs.number - b.attrs.number);
  return element('fix', { type: 'FIXT', major: '1', minor: '1', servicepack: '0' }, [
    header,
    element('messages', {}, admin),
    section(from, 'trailer'),
    element('components', {}, [hops]),
    element('fields', {}, fields),
  ]);
}

write('FIX42', fix42(), 'FIX.4.2', 'data/FIX42.xml');
write('FIX44', fix44(), 'FIX.4.4', 'data/FIX44.xml');
write('FIX50SP2', fix50sp2(), 'FIX.5.0SP2, application messages', 'data/FIX50SP2.xml');
write('FIXT11', fixt11(), 'FIXT.1.1, the session layer of FIX.5.0 and later', 'data/FIX50SP2.xml');
