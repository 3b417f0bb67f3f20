import textwrap
texts = ["This is a sentence.  And  another one!  'Really?' \"Yes.\" no.", "this-is-a-useful-feature-for-reformatting-posts-from-tim-peters'ly",
         "You can also do--this or even---this, but not -this or - that.", "what the--hey! a-b-c -- x--y 'word'--word", "Em-dashes should be written -- thus.",
         "We used enyzme 2-succinyl-6-hydroxy-2,4-cyclohexadiene-1-carboxylate synthase.", "yaba daba-doo \t tab\tbed\n\nnew   lines", "foo-bar-1 3-1 x-1-y _a-b_ e-mail", "",
         "-----", "--option-name -f --no-x=1,2 and-so-on...--end", "a" * 50 + "-" + "b" * 30, "Die Empf\u00e4nger-Auswahl \u00fcber-l\u00e4ngen na\u00efve-caf\u00e9", "well-known 21st-century half--full"]
for text in texts:
    for width in (5, 12, 20, 45):
        print(width, textwrap.wrap(text, width))
    print(textwrap.wrap(text, 14, fix_sentence_endings=True, break_on_hyphens=False), textwrap.wrap(text, 10, break_long_words=False, initial_indent="* ", subsequent_indent="  "))
    print(repr(textwrap.shorten(text, 30)), textwrap.wrap(text, 16, max_lines=2, placeholder="..."), textwrap.TextWrapper(width=18, drop_whitespace=False, expand_tabs=False).wrap(text))
wrapper = textwrap.TextWrapper(width=20, fix_sentence_endings=True)
print(wrapper._split("Hello there -- you goof-ball, use the -b option!"), wrapper._split_chunks("a\tb"))
print(repr(textwrap.dedent("  a\n    b\n \t\n  c")), repr(textwrap.indent("a\n\n b\n", "> ")), textwrap.fill("one two. three", 9, fix_sentence_endings=True))
for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("x y", 3), lambda: textwrap.wrap("abc", 5, max_lines=1, placeholder=" " * 9)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
