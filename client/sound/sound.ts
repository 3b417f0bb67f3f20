import { soundOn } from '../state/settings.ts';
import { recipes, render, type SoundName } from './recipes.ts';

let context: AudioContext | null = null;
const buffers = new Map<SoundName, AudioBuffer>();

/**
 * Plays a sound of the board, if the player has switched sound on. Names without a recipe are silent, so that a board
 * may name what it does freely.
 */
export function playSound(name: string): void {
  if (!soundOn.peek() || !Object.hasOwn(recipes, name)) return;
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    const known = name as SoundName;
    let buffer = buffers.get(known);
    if (!buffer) {
      const samples = render(recipes[known], context.sampleRate);
      buffer = context.createBuffer(1, samples.length, context.sampleRate);
      buffer.copyToChannel(samples, 0);
      buffers.set(known, buffer);
    }
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start();
  } catch {
    // A browser without audio plays the game silently.
  }
}
