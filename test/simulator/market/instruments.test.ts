import { Steps } from '../../../simulator/market/instruments';

test('Steps reads decimal text as whole steps, names what lies between two, and writes it back', () => {
  const [cent, nickel, half, ten] = [new Steps('0.01'), new Steps('0.05'), new Steps('0.5'), new Steps('10')];
  expect([
    cent.parse('100.29'),
    cent.parse('100.291'),
    cent.parse('1e2'),
    nickel.parse('0.15'),
    nickel.parse('0.16'),
    half.parse('2.50'),
    ten.parse('120'),
    ten.parse('125'),
    cent.format(10029),
    nickel.format(3),
    half.format(5),
    ten.format(12),
  ]).toEqual([10029, 'OffStep', 'NotANumber', 3, 'OffStep', 5, 12, 'OffStep', '100.29', '0.15', '2.5', '120']);
});

test.each(['0', '-0.01', 'x'])('a step of %s is refused', text => {
  expect(() => new Steps(text)).toThrow(`step '${text}' is not a decimal above zero`);
});
