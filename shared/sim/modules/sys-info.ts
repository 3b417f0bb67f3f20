/** What sys tells about the interpreter and its platform: a 64-bit Linux build of the modelled release (Python/sysmodule.c). */
import type { PyObject } from '../objects/header.ts';
import { decref, incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { dictSetJs } from '../objects/types/dict.ts';
import { newDict } from '../objects/types/dict-making.ts';
import { floatNew } from '../objects/types/float.ts';
import { intFromNumber, intNew } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { newNamespace } from '../objects/types/namespace.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';

type Field = readonly [string, PyObject];

/** Enters the records and constants into the module's namespace. */
export function putSystemInfo(rt: Runtime, ns: PyObject): void {
  const put = (name: string, value: PyObject): void => {
    dictSetJs(rt, ns, name, value);
    decref(rt, value);
  };
  const text = (s: string): PyObject => strNew(rt, s);
  const int = (n: number): PyObject => intFromNumber(rt, n);
  const record = (name: string, fields: readonly Field[]): PyObject => rt.hooks.makeRecord(rt, name, fields);
  const [major, minor, micro] = rt.ruleset.versionInfo;
  const hexVersion = (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
  const versionInfo = record('sys.version_info', [
    ['major', int(major)],
    ['minor', int(minor)],
    ['micro', int(micro)],
    ['releaselevel', text('final')],
    ['serial', int(0)],
  ]);
  put(
    'implementation',
    newNamespace(rt, [
      ['name', text('cpython')],
      ['cache_tag', text(`cpython-${major}${minor}`)],
      ['version', incref(versionInfo)],
      ['hexversion', int(hexVersion)],
      ['_multiarch', text('x86_64-linux-gnu')],
    ]),
  );
  put('version_info', versionInfo);
  put('version', text(`${major}.${minor}.${micro} (main, Jan  1 2026, 00:00:00) [GCC 12.2.0]`));
  put('hexversion', int(hexVersion));
  put('api_version', int(1013));
  put('maxsize', intNew(rt, 9223372036854775807n));
  put('maxunicode', int(0x10ffff));
  put('byteorder', text('little'));
  put('platform', text('linux'));
  put('abiflags', text(rt.ruleset.freeThreaded ? 't' : ''));
  put('executable', text(''));
  for (const name of ['prefix', 'exec_prefix', 'base_prefix', 'base_exec_prefix'])
    put(name, text('/usr/local'));
  if (minor >= 9) put('platlibdir', text('lib'));
  put('argv', stealList(rt, [text('program.py')]));
  for (const name of ['path', 'meta_path', 'path_hooks', 'warnoptions']) put(name, stealList(rt, []));
  put('path_importer_cache', newDict(rt));
  put('_xoptions', newDict(rt));
  put('dont_write_bytecode', incref(rt.False));
  put('pycache_prefix', incref(rt.None));
  put('float_repr_style', text('short'));
  put('copyright', text('Copyright (c) 2001 Python Software Foundation.'));
  put('builtin_module_names', stealTuple(rt, ['builtins', 'gc', 'itertools', 'sys'].map(text)));
  put('flags', record('sys.flags', flagFields(rt)));
  put(
    'thread_info',
    record('sys.thread_info', [
      ['name', text('pthread')],
      ['lock', text(minor >= 15 ? 'pymutex' : 'semaphore')],
      ['version', text('NPTL 2.36')],
    ]),
  );
  put(
    'int_info',
    record('sys.int_info', [
      ['bits_per_digit', int(30)],
      ['sizeof_digit', int(4)],
      ['default_max_str_digits', int(4300)],
      ['str_digits_check_threshold', int(640)],
    ]),
  );
  put(
    'float_info',
    record('sys.float_info', [
      ['max', floatNew(rt, Number.MAX_VALUE)],
      ['max_exp', int(1024)],
      ['max_10_exp', int(308)],
      ['min', floatNew(rt, 2.2250738585072014e-308)],
      ['min_exp', int(-1021)],
      ['min_10_exp', int(-307)],
      ['dig', int(15)],
      ['mant_dig', int(53)],
      ['epsilon', floatNew(rt, Number.EPSILON)],
      ['radix', int(2)],
      ['rounds', int(1)],
    ]),
  );
  put(
    'hash_info',
    record('sys.hash_info', [
      ['width', int(64)],
      ['modulus', intNew(rt, 2n ** 61n - 1n)],
      ['inf', int(314159)],
      ['nan', int(0)],
      ['imag', int(1000003)],
      ['algorithm', text(rt.ruleset.hashes.strings)],
      ['hash_bits', int(64)],
      ['seed_bits', int(128)],
      ['cutoff', int(0)],
    ]),
  );
}

/** sys.flags of `python -I -S -X utf8`, as the machine runs its programs. */
function flagFields(rt: Runtime): Field[] {
  const { minor } = rt.ruleset;
  const int = (n: number): PyObject => intFromNumber(rt, n);
  const fields: Field[] = [
    ...['debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode'].map((n): Field => [n, int(0)]),
    ...['no_user_site', 'no_site', 'ignore_environment'].map((n): Field => [n, int(1)]),
    ...['verbose', 'bytes_warning', 'quiet'].map((n): Field => [n, int(0)]),
    ['hash_randomization', int(1)],
    ['isolated', int(1)],
    ['dev_mode', incref(rt.False)],
    ['utf8_mode', int(1)],
  ];
  if (minor >= 10) fields.push(['warn_default_encoding', int(0)]);
  if (minor >= 11) fields.push(['safe_path', incref(rt.True)]);
  fields.push(['int_max_str_digits', int(minor >= 12 ? 4300 : -1)]);
  return fields;
}
