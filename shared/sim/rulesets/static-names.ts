/**
 * Strings that are part of the interpreter (Include/internal/pycore_global_strings.h, names and constants of its frozen modules): from 3.13 on
 * they are immortal where other interned strings are not, in 3.11 their count starts near 1e9. Asked of 3.11 and 3.13 by sys.getrefcount for
 * the words of the standard library; private names and those in capitals are left out.
 */
const words = (text: string): string[] => text.split(/\s+/);

/** In 3.11 and from 3.13 on. */
const BOTH =
  words(`AttributeError BlockingIOError BytesWarning DeprecationWarning FileExistsError FileNotFoundError GeneratorExit ImportError
ImportWarning IndexError KeyError LookupError NotADirectoryError PermissionError RuntimeError RuntimeWarning StopAsyncIteration
StopIteration SystemError SystemExit TypeError UnicodeDecodeError ValueError ZipImportError __abc_tpflags__ __aiter__ __all__ __and__
__anext__ __args__ __author__ __await__ __bases__ __builtins__ __cached__ __call__ __class__ __class_getitem__ __classcell__ __code__
__contains__ __delattr__ __delitem__ __dict__ __doc__ __enter__ __eq__ __exit__ __file__ __fspath__ __ge__ __getattr__ __getattribute__
__getitem__ __gt__ __hash__ __iadd__ __iand__ __import__ __init__ __instancecheck__ __ior__ __isub__ __iter__ __ixor__ __le__ __len__
__loader__ __lt__ __main__ __module__ __name__ __new__ __next__ __or__ __origname__ __package__ __parameters__ __path__ __pycache__
__qualname__ __rand__ __reduce__ __reduce_ex__ __repr__ __reversed__ __ror__ __rsub__ __rxor__ __setitem__ __slots__ __spec__ __sub__
__subclasscheck__ __subclasshook__ __xor__ abc abs abspath abstractmethod abstractproperty abstracts access aclose acquire acquire_lock
add alias all allocate_lock almost_filename always any append arc_offset archive args argv ascii asend athrow backslashreplace base
base_filename base_path basename bases bits bool buffer buffering bufsize builtin_module builtin_name builtins bytearray bytebuffer
bytecode bytecode_path byteorder bytes bytes_data bytesdecoded bytesencoded cache cache_module cache_path cache_tag cached callable
casefold cb charbuffer charbuffertype chars check_source checked child classmethod clear close cls code code_object comment_size
compile compress consumed contents cookie copy copyright count cpathname crc create_builtin create_dynamic create_module cut_off cwd
cygwin darwin data data_encoding data_info data_size datapath date debug_override decode decode_source decodedbytes decoder
decoding_map decompress default detect_encoding dict dir_fd dirname dirpath discard dont_inherit dot dot_count dumps encode encoder
encoding encodings end endswith entry enumerate env environ error errors ex exc exc_details exc_traceback exc_type exc_value excepthook
exec exec_builtin exec_dynamic exec_module exec_prefix executable extend extension extension_suffixes extra_size factory fd file
file_encoding file_info file_name file_offset file_size filename filename_base filepath files final find_distributions find_frozen
find_spec finder firstline flags fn follow_symlinks format fp from_bytes from_name fromlist frozen frozenset fspath full_path fullname
fullpath func funcobj fxn get get_code get_data get_filename get_ident get_source getattr getcwd getdecoder getencoder getreader
getstate getwriter globals has_deadlock has_location hasattr hash hash_based head header_position header_size hkey home hook id ignore
ignore_environment ignore_errors implementation import_error importlib incrementaldecoder incrementalencoder index info init_filename
input insert instance int invalidate_caches io is_builtin is_frozen is_namespace is_package is_reload isabs isalnum isbytecode isdir
isfile isinstance isolated ispackage ispkg item items iter iterator iterdecode iterencode join keepends key keys klass kwargs kwds
last_exc latin1 len level line line0withend line0withoutend linebuffer lineno lines list listdir little load_module loader loader_class
loader_details loader_state loaders loads locale locals location lock lookup lookup_error lower lstrip magic map mapping marshal max
maxsize mcls me memoryview message meta_path metaclass method mi min mkdir mktime mod mode modpath module module_info module_type
modules mro msg mtime name name_size namereplace namereplace_errors namespace namespace_path never new new_name new_root newchars
newdata newline_decoder next ns nt obj object offset old open open_code opt_level optimization optimize origin origname other output
override owner package parent parent_module parent_path parent_spec part partition path path_finder path_hook path_hooks path_mtime
path_parts path_sep path_separators path_stats path_tmp pathname pid pkgdir platform platlibdir pop portions pos posix prefix print
property proto py pycache pycache_filename pycache_prefix range raw_data read reader readline readlines readsize realpath recursive ref
register register_error registry_key release release_lock relfile remove replace replace_errors reset rest result reverse reversed
rfind rng root rpartition rsplit rstrip run_module scls search seek self self_module send sep set set_data setattr setdefault setstate
setter size sizehint smsl sorted source source_bytes source_hash source_mtime source_path source_size spec split splitlines sr srw st
st_mode st_mtime st_size stacklevel start start_offset startswith stat stat_info state staticmethod stderr stdin stdout str stream
streamreader streamwriter strict strict_errors string strip stripped_path subclass suffix suffixes super supported_loaders
surrogateescape sys sys_module sys_version t1 t2 tag tail tail_module tail_name target tb tell text text_encoding throw tid time
to_bytes toc_entry tokenize top traceback translate true truncate tuple type uncompressed_size unknown unlink update value values vars
verbose verbosity version version_info waiters wakeup warn warnings wb whence where why win win32 winreg write writelines writer
xmlcharrefreplace zipimporter`);

/** In 3.11 only. */
const ONLY_3_11 =
  words(`__initializing__ __mro__ abs_paths addpackage addsitedir addsitepackages all_suffixes allowed_winerror alter_argv alter_sys altsep
argrest ascii_letters async_generator atexit attr attrs_now attrs_then attrs_updated audit bit brace bytearray_iterator bytes_iterator
candidate_confs catch_warnings cdir chain char character chdir check_str chflags chmod chown cmd colon colon_sep common commonpath
commonprefix comp comps conf_basename conffile contextlib contextmanager coroutine credits curdir current_user decoded_path decodekey
decodevalue dedent defpath delattr dev1 dev2 devnull dict_itemiterator dict_items dict_keyiterator dict_keys dict_valueiterator
dict_values digits dir dircase dirfd dirs dollar dotdot drive drivesplits e1 e2 elem empty emscripten enablerlcompleter encodedkey
encodekey encodevalue entries env_base environb eof err exc_info exe_dir exec_func execl execle execlp execlpe execsitecustomize
execusercustomize execv execve execvp execvpe exist_ok existing exists exit expanduser expandvars extensions extsep f1 f2 fdopen
filemode find find_loader find_module fname followlinks fork format_exception formatted_items fp1 fp2 fsdecode fsencode fstat fstatvfs
funcname functools fwalk generator genericpath get_importer getatime getctime getcwdb getegid getenv getenvb geteuid getgid getmtime
getpwnam getpwuid getsitepackages getsize getuid getuserbase getwindowsversion group had_prefix hasbytes hasstr header_offset help here
history hx imp importer index2 init_globals initial_slashes initial_winerror initialized ino1 ino2 is_dir is_link is_symlink isbytes
isdisjoint islink ismount it itemcase java joinuser known_paths lchown lexists lib libdir libdirs libedit license linesep link
list_iterator loader_module longrange_iterator lstat main main_globals main_name makedirs makepath mappingproxy methods mkfifo mknod
mod_globals mod_name mod_spec module_repr names new_args new_comps new_path newpath no_site nondirs normcase normp normpath ntpath nul
ok old_path onerror orig_path orig_st original_name os p_drive p_path pardir parent_name path_abs path_drive path_list path_listb
path_name path_repr path_rest path_type pathconf pathlen paths pathsep percent perm pkg_name pkgutil popen popitem posixpath prefixes
proc prompt putenv pw_dir pwd pwent pydoc quit quote range_iterator rbrace re read_code readline_doc readlink record register_readline
rel_list relpath removedirs removeduppaths rename renames repr res resolve_name result_drive result_path returncode rlcompleter rmdir
run_globals run_name run_path s1 s2 samefile sameopenfile samestat saved_exc saved_main scandir scandir_it script_name seen seps
set_iterator set_loader set_package setcopyright sethelper setquit shell simplefilter site_prefix sitecustomize sitedir sitedircase
sitepackages span spath spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe split_paths splitdrive splitext st_atime
st_ctime st_dev st_ino start_abs start_drive start_list start_rest statvfs stop str_iterator sts subprocess sum supports_fd symlink
system_site t_args t_result table target_user temp_module textwrap tilde topdown topfd toppath tuple_iterator typ types typing
unc_prefix unsetenv upper user_base user_site userbase usercustomize userhome util utime val var varchars venv ver_nodot virtual_conf
vxworks wait waitpid walk walk_dirs walk_into wasi winerror winver with_traceback wpid wraps write_history zip_iterator`);

/** From 3.13 on. */
const SINCE_3_13 =
  words(`ArithmeticError AssertionError BaseException BaseExceptionGroup BrokenPipeError BufferError ChildProcessError CodecRegistryError
ConnectionError EncodingWarning EnvironmentError ExceptionGroup FloatingPointError FutureWarning IndentationError InterruptedError
IsADirectoryError KeyboardInterrupt MemoryError NameError OverflowError ProcessLookupError RecursionError ReferenceError
ResourceWarning SyntaxError SyntaxWarning TabError TimeoutError UnboundLocalError UnicodeEncodeError UnicodeError UnicodeWarning
UserWarning ZeroDivisionError __abs__ __add__ __aenter__ __aexit__ __annotations__ __bool__ __buffer__ __build_class__ __bytes__
__cantrace__ __classdict__ __classdictcell__ __complex__ __copy__ __debug__ __del__ __delete__ __dictoffset__ __dir__ __displayhook__
__divmod__ __excepthook__ __firstlineno__ __float__ __floordiv__ __format__ __get__ __getinitargs__ __getnewargs__ __getnewargs_ex__
__getstate__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __imul__ __index__ __init_subclass__ __int__ __invert__ __ipow__
__irshift__ __itruediv__ __length_hint__ __lltrace__ __lshift__ __match_args__ __matmul__ __missing__ __mod__ __mro_entries__ __mul__
__ne__ __neg__ __newobj__ __newobj_ex__ __notes__ __orig_class__ __origin__ __pos__ __pow__ __prepare__ __radd__ __rdivmod__
__release_buffer__ __rfloordiv__ __rlshift__ __rmatmul__ __rmod__ __rmul__ __round__ __rpow__ __rrshift__ __rshift__ __rtruediv__
__set__ __set_name__ __setattr__ __setstate__ __sizeof__ __slotnames__ __stderr__ __str__ __truediv__ __trunc__ __type_params__
__typing_subst__ __weaklistoffset__ __weakref__ abiflags abs_tol aggregate_class aliased_encoding aliases allow_code altzone arg
argdefs arguments ast attribute autocommit backtick base_exe base_prefix before big big5 binary_form block blocked_on blocking_on bound
buffer_callback buffer_size buffers bundle_path bytes_warning c_call c_exception c_return cached_statements cadata cafile call
call_soon callback cancel candidate candidate_ids capath category cb_type certfile closed closefd closure co_argcount co_cellvars
co_code co_consts co_exceptiontable co_filename co_firstlineno co_flags co_freevars co_kwonlyargcount co_linetable co_name co_names
co_nlocals co_posonlyargcount co_qualname co_stacksize co_varnames codecaliases codecs col_offset command comment_factory compile_mode
complex config consts context contravariant copyreg coro covariant cpu_count database day daylight defaultaction delete depth
desired_access detect_types deterministic dev_mode device dictcomp difference_update digest digest_size digestmod dispatch_table
displayhook dklen dll doc dst eager_start edges effective_ids element_factory end_lineno end_offset endpos entrypoint event eventmask
exception exe exp extension_loaders extra_data extra_tokens facility false family fanout faulthandler fd2 fdel fget file_actions fileno
fillvalue filter filters find_class fix_imports float float_info flush fold framework_binary from_param fromtimestamp fromutc fset
future generation genexpr get_debug get_loop getaliases getregentry gid groupindex groups handle handle_seq hash_info hash_name header
headers hex hi hour ident identity_hint imag in_fd incoming indexgroup inf infer_variance inherit_handle inheritable initial
initial_bytes initial_owner initial_state initial_value initval inner_size insert_comments insert_pis inspect instructions interactive
intern intersection interval ios is_running isascii isatty isoformat isolation_level istext iterable iterations joinpath jump keyfile
kind kw kw1 kw2 kwdefaults label lambda last last_node last_traceback last_type last_value leaf_size length library limit
line_buffering listcomp lo logoption loop manual_reset match max_length maxdigits maxevents maxlen maxmem maxsplit maxvalue memlimit
metadata microsecond milliseconds minute missing modname modnames module_globals monitoring month mutex mycmp n_arg n_fields name_from
namespaces narg ndigits nested new_limit newline newlines nlocals node_depth node_offset norm_encoding normalize_encoding nstype null
num_entries number ob offset_dst offset_src onceregistry only_keys oparg opcode opener operation options order os_name out out_fd
outgoing overlapped pages password pattern peek persistent_id persistent_load person pi_factory policy pos1 pos2 pos64 priority
progress progress_handler progress_routine protocol ps1 ps2 pth punct python query quiet quotetabs raw rc read1 readable readall
readinto readinto1 readonly real reducer_override registry rel_tol reload removeprefix repl reserved resetids return run_command
safe_path salt sched_priority scheduler search_function second seekable seen_ids selectors self_weakref sequence server_hostname
server_side session setcomp setpgroup setsid setsigdef setsigmask shape show_cmd signed sleep slice sock sort source_traceback spam
spec_loader src stat_result statement status stdlib_dir step steps store_name strategy strftime strict_mode struct struct_time sub_key
surrogatepass tabsize target_id task tb_frame tb_lasti tb_lineno tb_next template term terminal_size test thread_id threading timeout
times timetuple timezone trace_callback tracemalloc trailers tvos twice txt type_params tz tzinfo tzname uid uname_result unpack_from
unraisablehook uri usedforsecurity utf8 volume wait_all warnoptions watchos wbits week weekday which who withdata wr writable
write_through ws xoptions year zdict`);

/** 3.11: strings with a count near 1e9. */
export const staticNames311: ReadonlySet<string> = new Set([...BOTH, ...ONLY_3_11]);

/** 3.13+: interned strings that are immortal. */
export const immortalNames313: ReadonlySet<string> = new Set([...BOTH, ...SINCE_3_13]);
