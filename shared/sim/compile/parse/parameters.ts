/** Parameter lists of `def` and `lambda` (python.gram, `parameters` and `lambda_parameters`). */
import type { Expr, Parameter, Parameters } from '../ast.ts';
import { syntaxError } from '../errors.ts';
import { ParserBase } from './base.ts';

export abstract class ParameterParser extends ParserBase {
  abstract expression(): Expr;
  abstract starExpression(): Expr;

  /** The parameters up to, not including, the `)` or the `:`. */
  parameters(kind: 'def' | 'lambda'): Parameters {
    const close = kind === 'def' ? ')' : ':';
    const params: Parameters = {
      posonly: [],
      args: [],
      vararg: null,
      kwonly: [],
      kwDefaults: [],
      kwarg: null,
      defaults: [],
    };
    let slash = false;
    let star = false;
    const what = this.minor >= 15 ? 'parameter' : 'argument';
    const bareStar = `named ${what}s must follow bare *`;
    // The rule for lambda names no place, so it is the last token's (invalid_lambda_star_etc).
    const inLambda = close === ':' && this.minor >= 11;
    while (!this.atOp(close)) {
      const { token } = this;
      if (params.kwarg) this.#afterKwargs();
      if (this.atOp('/')) {
        if (this.explaining && this.minor >= 11) this.#explainSlash(params, slash, star);
        if (slash || star || params.args.length === 0) throw this.fail();
        this.index++;
        slash = true;
        params.posonly = params.args;
        params.args = [];
        if (this.atOp('*') && this.explaining && this.minor >= 11) {
          throw syntaxError('expected comma between / and *', this.token.start, this.token.end);
        }
      } else if (this.atOp('*')) {
        if (star)
          throw this.#laterMistake(
            this.minor >= 15 ? '* may appear only once' : '* argument may appear only once',
          );
        this.index++;
        star = true;
        if (this.atOp(',')) {
          const next = this.peek();
          const stars = next.type === 'op' && (next.text === close || next.text === '**');
          const at = inLambda ? next : token;
          if (stars) throw this.mistake(bareStar, at.start, at.end);
        } else if (this.atOp(close)) {
          const at = inLambda ? this.token : token;
          throw this.mistake(bareStar, at.start, at.end);
        } else {
          params.vararg = this.#parameter(kind, true);
          if (this.atOp('=')) throw this.#laterMistake(`var-positional ${what} cannot have default value`);
        }
      } else if (this.atOp('**')) {
        this.index++;
        params.kwarg = this.#parameter(kind);
        if (this.atOp('=')) throw this.#laterMistake(`var-keyword ${what} cannot have default value`);
      } else {
        this.#plain(kind, params, star);
      }
      if (!this.takeOp(',')) break;
    }
    if (!this.atOp(close)) throw this.fail();
    return params;
  }

  #plain(kind: 'def' | 'lambda', params: Parameters, star: boolean): void {
    const bare = !star && params.defaults.length + params.posonly.length === 0;
    if (this.explaining && this.minor >= 11 && bare && this.atOp('(')) this.#explainParenthesized(kind);
    const param = this.#parameter(kind);
    let value: Expr | null = null;
    if (this.atOp('=')) {
      const equals = this.advance();
      if (this.minor >= 11 && (this.atOp(')') || this.atOp(','))) {
        throw this.mistake('expected default value expression', equals.start, equals.end);
      }
      value = this.expression();
    }
    if (star) {
      params.kwonly.push(param);
      params.kwDefaults.push(value);
      return;
    }
    if (value) {
      params.defaults.push(value);
    } else if (params.defaults.length > 0) {
      const message =
        this.minor >= 12
          ? 'parameter without a default follows parameter with a default'
          : 'non-default argument follows default argument';
      const atNext = this.minor < 11;
      throw this.mistake(
        message,
        atNext ? this.token.start : param.start,
        atNext ? this.token.end : param.end,
      );
    }
    params.args.push(param);
  }

  #laterMistake(message: string): Error {
    return this.minor >= 11 ? this.mistake(message, this.token.start, this.token.end) : this.fail();
  }

  #afterKwargs(): never {
    if (this.minor < 11) throw this.fail();
    const ok = this.atName() || this.atOp('*') || this.atOp('**') || this.atOp('/');
    if (!ok) throw this.fail();
    const what = this.minor >= 15 ? 'parameter' : 'argument';
    throw this.mistake(`${what}s cannot follow var-keyword ${what}`, this.token.start, this.token.end);
  }

  #explainSlash(params: Parameters, slash: boolean, star: boolean): void {
    const { token } = this;
    if (slash) throw syntaxError('/ may appear only once', token.start, token.end);
    if (star) throw syntaxError('/ must be ahead of *', token.start, token.end);
    const next = this.peek();
    if (params.args.length === 0 && next.type === 'op' && next.text === ',') {
      const what = this.minor >= 15 ? 'parameter' : 'argument';
      throw syntaxError(`at least one ${what} must precede /`, token.start, token.end);
    }
  }

  #explainParenthesized(kind: 'def' | 'lambda'): void {
    const open = this.advance();
    let names = 0;
    while (this.atName()) {
      this.index++;
      names++;
      if (!this.takeOp(',')) break;
    }
    if (names > 0 && this.atOp(')')) {
      const what = kind === 'def' ? 'Function' : 'Lambda expression';
      throw syntaxError(`${what} parameters cannot be parenthesized`, open.start, this.token.end);
    }
    throw this.fail();
  }

  #parameter(kind: 'def' | 'lambda', starred = false): Parameter {
    const name = this.expectName();
    let annotation: Expr | null = null;
    if (kind === 'def' && this.takeOp(':')) {
      annotation = starred && this.minor >= 11 ? this.starExpression() : this.expression();
    }
    return { name: name.text, annotation, start: name.start, end: annotation?.end ?? name.end };
  }
}
