# timbre_embed(<target> <namespace> <name> <file>): the file's bytes as
#   extern std::string_view <namespace>::<name>   declared in <name>.embed.h
# so that a page is edited as a page and shipped inside the binary.
function(timbre_embed target namespace name file)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.embed)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_file.cmake)
  add_custom_command(OUTPUT ${out}.h ${out}.cpp
    COMMAND ${CMAKE_COMMAND} -DIN=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUT=${out} -DNAME=${name} -DNAMESPACE=${namespace} -P ${script}
    DEPENDS ${file} ${script} VERBATIM)
  target_sources(${target} PRIVATE ${out}.cpp ${out}.h)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
