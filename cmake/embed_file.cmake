# cmake -DIN=page.html -DOUT=prefix -DNAME=page -DNAMESPACE=timbre::studio -P embed_file.cmake
file(READ ${IN} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR bytes "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," array "${hex}")
file(WRITE ${OUT}.h "#pragma once\n#include <string_view>\nnamespace ${NAMESPACE} {\nextern const std::string_view ${NAME};\n}\n")
file(WRITE ${OUT}.cpp "#include \"${NAME}.embed.h\"\nnamespace {\nconst unsigned char kBytes[] = {${array} 0};\n}\nnamespace ${NAMESPACE} {\nconst std::string_view ${NAME}(reinterpret_cast<const char*>(kBytes), ${bytes});\n}\n")
