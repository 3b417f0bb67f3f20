/**
 * Names that CPython's builtins and library modules have and this simulation does not. Asking for one is an error that says so, so that
 * nobody takes what is missing here for a mistake of the program. Names that are in a module only because it imports something itself
 * (`textwrap.re`) are not listed.
 */

/** By module: `name`, or `name:first` or `name:first-last` for the minor versions that have it. */
const missing: { readonly [module: string]: string } = {
  builtins: '__lazy_import__:15',
  sys:
    'addaudithook callstats:3-8 get_asyncgen_hooks set_asyncgen_hooks get_coroutine_origin_tracking_depth ' +
    'set_coroutine_origin_tracking_depth getcheckinterval:3-8 setcheckinterval:3-8 getdlopenflags setdlopenflags ' +
    'activate_stack_trampoline:12 deactivate_stack_trampoline:12 is_stack_trampoline_active:12 monitoring:12 ' +
    'is_remote_debug_enabled:14 remote_exec:14 abi_info:15 get_lazy_imports:15 set_lazy_imports:15 ' +
    'get_lazy_imports_filter:15 set_lazy_imports_filter:15 lazy_modules:15 _current_frames _current_exceptions:10 ' +
    '_getframemodulename:12 _settraceallthreads:12 _setprofileallthreads:12 _jit:14 _git _framework _base_executable',
  contextlib:
    'AbstractAsyncContextManager AsyncExitStack asynccontextmanager AsyncContextDecorator:10 aclosing:10 chdir:11',
  types:
    'AsyncGeneratorType CoroutineType coroutine CapsuleType:13 FrameLocalsProxyType:15 LazyImportType:15',
  enum: 'EnumCheck:11 EnumDict:13 CONTINUOUS:11 NAMED_FLAGS:11 UNIQUE:11 verify:11 global_enum:11 global_enum_repr:11 global_flag_repr:11 global_str:11 pickle_by_enum_name:11 pickle_by_global_name:11 show_flag_values:11',
  typing:
    'AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO:9 ' +
    'Concatenate:10 ContextManager Coroutine IO:9 Match:9 NoDefault:13 ParamSpec:10 ' +
    'ParamSpecArgs:10 ParamSpecKwargs:10 Pattern:9 ReadOnly:13 TextIO:9 ' +
    'TypeAliasType:12 TypeGuard:10 TypeIs:13 TypeVarTuple:11 Unpack:11 clear_overloads:11 ' +
    'dataclass_transform:11 get_overloads:11 get_protocol_members:13 is_protocol:13 is_typeddict:10 ' +
    'no_type_check_decorator',
  math: 'integer:15',
  random: 'SystemRandom',
  time: 'strptime pthread_getcpuclockid',
  threading:
    'setprofile_all_threads:12 settrace_all_threads:12 concurrent_tee:15 serialize_iterator:15 synchronized_iterator:15',
  io: 'BufferedRWPair FileIO IncrementalNewlineDecoder OpenWrapper:3-9 open_code Reader:14 Writer:14',
};

const ranges: ReadonlyMap<string, readonly [first: number, last: number]> = new Map(
  Object.entries(missing).flatMap(([module, names]) =>
    names.split(' ').map((entry) => {
      const [name, versions = '3'] = entry.split(':');
      const [first, last = Number.POSITIVE_INFINITY] = versions.split('-').map(Number);
      return [`${module}.${name}`, [first, last]] as const;
    }),
  ),
);

/** Whether CPython's module has the name in that minor version, and this simulation has not. */
export function isUnsupported(minor: number, module: string, name: string): boolean {
  const range = ranges.get(`${module}.${name}`);
  return range !== undefined && minor >= range[0] && minor <= range[1];
}

/** What errors about such a name say. */
export function unsupportedText(name: string): string {
  return `'${name}' is not supported by this simulation`;
}
