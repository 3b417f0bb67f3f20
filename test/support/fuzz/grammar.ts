/**
 * Programs made from nothing, aimed at native code: classes whose special methods misbehave or change what is being worked on, and
 * calls of every method and builtin function with values at the edge. Each statement is guarded, so that a program goes on after errors.
 */
import type { Rng } from '../../../shared/base/rng.ts';
import { namesOfMachine } from './names.ts';
import { instances } from './natives.ts';
import { hostile } from './pieces.ts';

const variables = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Special methods and how many arguments they take after self. */
const special: readonly (readonly [string, number])[] = [
  ...[
    '__len__',
    '__hash__',
    '__iter__',
    '__next__',
    '__bool__',
    '__index__',
    '__int__',
    '__float__',
    '__repr__',
  ].map((name) => [name, 0] as const),
  ...[
    '__str__',
    '__del__',
    '__enter__',
    '__length_hint__',
    '__reversed__',
    '__neg__',
    '__abs__',
    '__sizeof__',
  ].map((name) => [name, 0] as const),
  ...[
    '__eq__',
    '__lt__',
    '__gt__',
    '__contains__',
    '__getitem__',
    '__delitem__',
    '__getattr__',
    '__add__',
  ].map((name) => [name, 1] as const),
  ...[
    '__radd__',
    '__mul__',
    '__mod__',
    '__and__',
    '__or__',
    '__iadd__',
    '__format__',
    '__class_getitem__',
  ].map((name) => [name, 1] as const),
  ...['__instancecheck__', '__missing__', '__delattr__', '__getattribute__'].map(
    (name) => [name, 1] as const,
  ),
  ...['__setitem__', '__setattr__', '__get__', '__set__', '__pow__', '__set_name__'].map(
    (name) => [name, 2] as const,
  ),
  ['__exit__', 3],
  ['__call__', -1],
  ['__new__', -1],
  ['__init__', -1],
];

export class ProgramMaker {
  readonly #rng: Rng;
  #depth = 0;
  readonly #classes: string[] = ['object', 'list', 'dict', 'int', 'str', 'tuple', 'set', 'Exception', 'type'];

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  program(): string {
    const rng = this.#rng;
    const lines = ['import gc, sys, weakref', ...variables.map((v) => `${v} = ${rng.pick(hostile)}`)];
    for (let n = rng.int(1, 4); n > 0; n--) lines.push(...this.classDefinition());
    for (let n = rng.int(5, 20); n > 0; n--) lines.push(...guarded(this.statement()));
    return `${lines.join('\n')}\n`;
  }

  private classDefinition(): string[] {
    const rng = this.#rng;
    const name = `C${this.#classes.length}`;
    const bases = rng.int(0, 2) === 0 ? '' : `(${rng.pick(this.#classes)})`;
    const body: string[] = [];
    if (rng.int(0, 4) === 0)
      body.push(`  __slots__ = ${rng.pick(["('x', 'y')", "'x'", '()', "['__dict__', 'z']", '3'])}`);
    for (let n = rng.int(1, 6); n > 0; n--) {
      const [method, count] = rng.pick(special);
      const args = count < 0 ? ', *args, **kw' : 'xyz'.slice(0, count).replace(/./g, ', $&');
      body.push(`  def ${method}(self${args}):`, ...this.body(method).map((line) => `    ${line}`));
    }
    this.#classes.push(name);
    return guarded([`class ${name}${bases}:`, ...body, `${rng.pick(variables)} = ${name}()`]);
  }

  /** What a special method does. */
  private body(method: string): string[] {
    const rng = this.#rng;
    const lines = ['global a, b, c, d'];
    const v = rng.pick(variables);
    const effect = rng.pick([
      '',
      '',
      `${v}.clear()`,
      `${v}.append(self)`,
      `${v} = None`,
      `del ${v}[:]`,
      `${v}.pop()`,
      `${v}.update({len(${v}): self})`,
      'gc.collect()',
      `${v}.x = self`,
      `super().${method}()`,
      `weakref.ref(self, lambda r: ${v}.append(r))`,
      'sys._getframe(1).f_locals',
      `raise ${rng.pick(['ValueError', 'StopIteration', 'KeyError(self)', 'RuntimeError', 'AttributeError', 'SystemExit'])}`,
    ]);
    if (effect !== '') lines.push(effect.startsWith('raise') ? `if ${this.value()}: ${effect}` : effect);
    lines.push(`return ${rng.pick(['self', 'x', 'None', 'NotImplemented', this.value(), this.value()])}`);
    if (method === '__new__')
      lines[lines.length - 1] =
        `return ${rng.pick(['object.__new__(self)', 'super().__new__(self)', 'self'])}`;
    return lines;
  }

  private statement(): string[] {
    const rng = this.#rng;
    const v = rng.pick(variables);
    switch (rng.int(0, 15)) {
      case 0:
      case 1:
      case 2:
        return [`${v} = ${this.expression()}`];
      case 3:
      case 4:
      case 5:
        return [`${v} = ${this.methodCall()}`];
      case 6:
      case 7:
        return [`${v} = ${this.moduleCall()}`];
      case 8:
        return [rng.pick([`${v}[${this.value()}] = ${this.expression()}`, `del ${v}[${this.value()}]`])];
      case 9:
        return [
          rng.pick([
            `${v}.x = ${this.expression()}`,
            `setattr(${v}, ${this.value()}, ${this.value()})`,
            `del ${v}.x`,
          ]),
        ];
      case 10:
        return [`for _, x in zip(range(9), ${this.expression()}):`, ...indented(this.statement())];
      case 11:
        return [
          rng.pick([`with ${this.expression()} as x:`, `if ${this.expression()}:`, 'try:', 'def inner():']),
          ...indented(this.statement()),
        ].flatMap((line) => (line === 'try:' ? ['if 1:'] : [line]));
      case 12:
        return [`${v}, *${rng.pick(variables)} = ${this.expression()}`];
      case 13:
        return this.generator();
      default:
        return [
          rng.pick([
            'gc.collect()',
            `${v} ${rng.pick(['+', '-', '*', '|', '&', '%', '<<', '**', '//', '@'])}= ${this.value()}`,
            `${v} = weakref.ref(${rng.pick(variables)}, ${this.value()})`,
            `${v} = weakref.proxy(${rng.pick(variables)})`,
            `${v}.append(${v})`,
            `${v} = [${v}, ${v}]`,
            `${v} = sys.exc_info()`,
            `raise ${this.expression()} from ${this.value()}`,
            `print(str(${v})[:50])`,
            `repr(${v})`,
            `${v} = type(${this.value()}, (${rng.pick(this.#classes)},), ${this.value()})`,
            `match ${this.expression()}:\n  case ${rng.pick(['[x, *y]', '{"a": x, **y}', 'int(x)', 'object(x=1)', '(1 | 2) as x', '_'])}: pass`,
            `assert ${this.expression()}, ${this.expression()}`,
          ]),
        ].flatMap((line) => line.split('\n'));
    }
  }

  private generator(): string[] {
    const rng = this.#rng;
    const v = rng.pick(variables);
    return [
      'def gen(x):',
      `  y = yield ${this.expression()}`,
      '  try:',
      `    y = yield ${rng.pick(['x', 'y', `from ${this.expression()}`])}`,
      `  ${rng.pick(['finally:', 'except GeneratorExit:', 'except BaseException as e:'])}`,
      `    ${rng.pick(['yield x', 'return y', 'x = gen', 'raise', `${v} = 1`])}`,
      `${v} = gen(${this.expression()})`,
      `next(${v})`,
      rng.pick([
        `${v}.send(${this.value()})`,
        `${v}.throw(${this.expression()})`,
        `${v}.close()`,
        `list(${v})`,
        `next(${v}); del ${v}`,
      ]),
    ];
  }

  private expression(): string {
    const rng = this.#rng;
    if (++this.#depth > 4) {
      this.#depth--;
      return this.value();
    }
    const e = (): string => this.expression();
    const made = rng.pick<() => string>([
      () => this.value(),
      () => this.value(),
      () => this.methodCall(),
      () => this.builtinCall(),
      () => this.builtinCall(),
      () =>
        `(${e()} ${rng.pick(['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@'])} ${e()})`,
      () => `(${e()} ${rng.pick(['<', '<=', '==', '!=', '>', 'in', 'not in', 'is'])} ${e()})`,
      () => `${this.value()}[${e()}]`,
      () => `${this.value()}[${e()}:${e()}:${e()}]`,
      () => `[${e()}, ${e()}]`,
      () => `{${e()}: ${e()}}`,
      () => `{${e()}, ${e()}}`,
      () => `(${e()}, *${e()})`,
      () => `[x for _, x in zip(range(5), ${e()}) if ${e()}]`,
      () => `(lambda x=${e()}: ${e()})()`,
      () => `f"{${this.value()}!r:{${this.value()}}}"`,
      () => `${rng.pick(["'%s'", "'%d'", "'%*.*f'", "'%(a)s'", "'%c%x'", "b'%a'"])} % ${e()}`,
      () => `${rng.pick(["'{}'", "'{0[0]}'", "'{a.b}'", "'{:>{}}'"])}.format(${e()}, ${e()})`,
      () => `(-${e()})`,
      () => `${rng.pick(this.#classes)}(${this.args()})`,
    ])();
    this.#depth--;
    return made;
  }

  private methodCall(): string {
    const rng = this.#rng;
    const { methods } = namesOfMachine();
    const [type, names] = rng.pick([...methods]);
    const target = rng.int(0, 2) === 0 ? rng.pick(variables) : (instances.get(type) ?? this.value());
    return `${target}.${rng.pick(names)}(${this.args()})`;
  }

  private builtinCall(): string {
    return `${this.#rng.pick(namesOfMachine().builtins)}(${this.args()})`;
  }

  private moduleCall(): string {
    const rng = this.#rng;
    const [module, names] = rng.pick([...namesOfMachine().modules]);
    return `__import__(${JSON.stringify(module)}, None, None, 'x').${rng.pick(names)}(${this.args()})`;
  }

  private args(): string {
    const rng = this.#rng;
    const args: string[] = [];
    for (let n = rng.int(0, 4); n > 0; n--) args.push(rng.int(0, 3) === 0 ? this.expression() : this.value());
    if (rng.int(0, 8) === 0)
      args.push(`${rng.pick(['key', 'x', 'default', 'maxlen', 'sep', 'start'])}=${this.value()}`);
    if (rng.int(0, 20) === 0) args.push(`*${this.value()}`);
    return args.join(', ');
  }

  private value(): string {
    const rng = this.#rng;
    return rng.int(0, 2) === 0 ? rng.pick(hostile) : rng.pick(variables);
  }
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function guarded(lines: readonly string[]): string[] {
  return ['try:', ...indented(lines), 'except BaseException as error: pass'];
}
