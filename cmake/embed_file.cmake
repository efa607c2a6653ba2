# cmake -DIN=page.html -DOUT=prefix -DNAME=page -DNAMESPACE=timbre::studio -P embed_file.cmake
# Characters, not numbers: so the view is a constant, and can be read before main() begins.
file(READ ${IN} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR bytes "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," array "${hex}")
file(WRITE ${OUT}.h "#pragma once\n#include <string_view>\nnamespace ${NAMESPACE} {\nextern const std::string_view ${NAME};\n}\n")
file(WRITE ${OUT}.cpp "#include \"${NAME}.embed.h\"\nnamespace {\nconstexpr char kBytes[] = {${array} 0};\n}\nnamespace ${NAMESPACE} {\nconstinit const std::string_view ${NAME}(kBytes, ${bytes});\n}\n")
