/**
 * Words that are not fit for a classroom, from the kept lists of `naughty-words` (LDNOOBW, CC BY 4.0) in English and
 * Spanish. They are looked for as whole words, so that Scunthorpe and Cassandra may play; what hides a word (look-alikes,
 * spaced letters, repeated letters) is undone by `wordings`.
 */
import english from 'naughty-words/en.json' with { type: 'json' };
import spanish from 'naughty-words/es.json' with { type: 'json' };
import { wordings } from '../../../shared/class/names.ts';

/** In the lists, but said in every classroom, or names of people (Kike is short for Enrique). */
const harmless = new Set(
  listed(`
    martillo trio infierno maldito asno drogas pinche concha pis caca pedo orina kike
    domination snowballing suck sucks twinkie undressing eunuch figging
  `),
);

/** Missing in the lists: Spanish of both sides of the ocean, plurals, and names that nobody should bear. */
const missing = listed(`
  joder jodete jodido cojones coñazo puto putos putas putita puton putero zorra zorras perra polla pollas capullo
  subnormal mongolo retrasado maricona maricones mariquita bolleras tetas chinga chingar chingada chingado chingon
  culero culeros pendeja pendejos verguita vergas mamon mamones carajo boludo pelotudo conchudo huevon weon hdp
  hijueputa malparido gonorrea mierdas mierdoso cagada culos gilipolla imbecil cabrona cabrones follada follando
  pajero pajillero pene vagina porno
  fucker fucked fuckers fuk fck fuq phuck motherfucker shit shithead bullshit bitches biatch whore whores dick dicks
  dickhead cock cocks pussy wanker twat prick retard retarded moron penis stfu gtfo milf
  hitler heil siegheil kkk isis stalin osama binladen epstein diddy nazis
`);

const refused = new Set(
  [...english, ...spanish, ...missing]
    .map((word) => word.toLowerCase())
    .filter((word) => !harmless.has(word))
    // Compared in the same forms in which a name is looked at.
    .flatMap((word) => [word, plain(word)]),
);

/** The longest phrase of the lists, in words. */
const PHRASE = 5;

/** Whether a name, however it is dressed up, has such a word in it. */
export function isUnfit(name: string): boolean {
  return wordings(name).some((text) => {
    const parts = plain(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((part) => part !== '');
    for (let from = 0; from < parts.length; from++)
      for (let to = from + 1; to <= Math.min(parts.length, from + PHRASE); to++) {
        const phrase = parts.slice(from, to);
        if (refused.has(phrase.join(' ')) || (phrase.length > 1 && isSolid(phrase))) return true;
      }
    return refused.has(text);
  });
}

/** A word cut in pieces, "fu ck". Not "Ana L": names with an initial come together to words by chance. */
function isSolid(phrase: readonly string[]): boolean {
  const solid = phrase.join('');
  return solid.length >= 4 && phrase.every((part) => part.length <= 2) && refused.has(solid);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

function listed(text: string): string[] {
  return text.trim().split(/\s+/);
}
