/**
 * Verified facts, kept so that a warm request asks nobody: what the database said of a session, a key, a membership.
 * Facts only, never a verdict: whether they let this request in is judged anew each time.
 *
 * A fact is dropped the moment a change of one of its subjects is learned of, and its `stale` flag tells whoever still
 * holds it. A fact that was read before the latest change was learned of is used once and not kept: it may predate it.
 */

import { LRUCache } from 'lru-cache';
import { type Changes, EVERYTHING } from '../platform/changes.ts';

export interface Fact<T> {
  readonly value: T;
  /** Set when the fact may no longer be true, or when nobody would learn that it is not. */
  stale: boolean;
}

export interface FactSource<Key, T> {
  /** Names the fact among those of its kind. */
  nameOf(key: Key): string;
  /** The ids whose change makes the fact stale. */
  subjectsOf(value: T): readonly string[];
  load(key: Key): Promise<T | undefined>;
}

export interface Facts<Key, T> {
  /** The kept fact, or what the database says now; undefined when it knows of no such thing. */
  get(key: Key): Promise<Fact<T> | undefined>;
}

/** Bounds a cache by its number of entries, without setting memory aside for them all at the start. */
export function boundedBy(entries: number) {
  return { maxSize: entries, sizeCalculation: () => 1 };
}

export function createFacts<Key, T extends object>(
  changes: Changes,
  max: number,
  source: FactSource<Key, T>,
): Facts<Key, T> {
  const bySubject = new Map<string, Set<string>>();
  const kept = new LRUCache<string, Fact<T>>({
    ...boundedBy(max),
    dispose(fact, name) {
      fact.stale = true;
      for (const subject of source.subjectsOf(fact.value)) {
        const names = bySubject.get(subject);
        names?.delete(name);
        if (names?.size === 0) bySubject.delete(subject);
      }
    },
  });
  changes.subscribe((subject) => {
    if (subject === EVERYTHING) kept.clear();
    else for (const name of [...(bySubject.get(subject) ?? [])]) kept.delete(name);
  });

  const keep = (name: string, fact: Fact<T>): Fact<T> => {
    kept.set(name, fact);
    for (const subject of source.subjectsOf(fact.value)) {
      const names = bySubject.get(subject);
      if (names === undefined) bySubject.set(subject, new Set([name]));
      else names.add(name);
    }
    return fact;
  };

  return {
    async get(key) {
      const name = source.nameOf(key);
      const fresh = changes.fresh();
      const known = fresh ? kept.get(name) : undefined;
      if (known !== undefined) return known;
      const epoch = changes.epoch();
      const value = await source.load(key);
      if (value === undefined) return undefined;
      if (!fresh || epoch !== changes.epoch()) return { value, stale: true };
      // Another request may have read the same meanwhile, and its fact may be in use already.
      return kept.get(name) ?? keep(name, { value, stale: false });
    },
  };
}
