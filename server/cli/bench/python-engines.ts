/**
 * The interpreters that `bench python` compares, each as one function: runs a program from its source to its end and returns
 * what it printed. An engine is loaded once; every run is a fresh program.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { boot } from '../../../shared/sim/machine.ts';
import { newJit } from '../jit.ts';

export type RunPython = (source: string) => string;

export const engines: Readonly<Record<string, () => RunPython>> = {
  PyArena: loadPyArena,
  skulpt: loadSkulpt,
  brython: loadBrython,
};

const require = createRequire(import.meta.url);

/** The simulation with all of its heap, events off. Booting the machine counts as part of the run. */
function loadPyArena(): RunPython {
  const compiledModules = new Map<string, unknown>();
  const jit = newJit();
  return (source) => {
    const machine = boot('3.13', {}, compiledModules)!;
    machine.rt.jit = jit;
    machine.rt.endsQuickly = true;
    const result = machine.run(source);
    if (result.error !== null) throw new Error(`${result.error}\n${result.stderr}`);
    return result.stdout;
  };
}

function loadSkulpt(): RunPython {
  // biome-ignore lint/suspicious/noExplicitAny: the package has no types
  const skulpt: any = require('skulpt');
  return (source) => {
    let output = '';
    skulpt.configure({
      output: (text: string) => {
        output += text;
      },
      read(path: string) {
        const text: string | undefined = skulpt.builtinFiles.files[path];
        if (text === undefined) throw new Error(`skulpt has no ${path}`);
        return text;
      },
      __future__: skulpt.python3,
      execLimit: null,
      yieldLimit: null,
    });
    skulpt.importMainWithBody('<stdin>', false, source, false);
    return output;
  };
}

/** Brython is a script for pages: it gets the few globals of a page that running a program without one needs. */
function loadBrython(): RunPython {
  const page = globalThis as unknown as Record<string, unknown>;
  page.self = globalThis;
  page.module = {};
  page.addEventListener = () => {};
  page.location = { href: 'http://localhost/', origin: 'http://localhost', pathname: '/' };
  const filename = require.resolve('brython/brython.js');
  runInThisContext(readFileSync(filename, 'utf8'), { filename });
  (page.document as Record<string, unknown>).dispatchEvent = () => true;
  // biome-ignore lint/suspicious/noExplicitAny: the package has no types
  const brython = page.__BRYTHON__ as any;
  const { log } = console;
  return (source) => {
    let output = '';
    // Its print writes whole lines to the console, the newline included.
    console.log = (text: unknown) => {
      output += String(text);
    };
    try {
      brython.runPythonSource(source, { id: 'program' });
    } finally {
      console.log = log;
    }
    return output;
  };
}
