# F0 of one sound by Praat's raw autocorrelation, read at the centres of a 10 ms grid: (i + 0.5) * 0.01 s.
# One line per frame: F0 in Hz with one decimal, 0 = unvoiced, - = no analysis frame there (window past the edge).
form Pitch
  sentence input
  sentence output
endform
sound = Read from file: input$
duration = Get total duration
pitch = To Pitch (ac): 0.01, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
frames = Get number of frames
first = Get time from frame number: 1
last = Get time from frame number: frames
count = floor (duration * 100 + 0.000001)
deleteFile: output$
for i from 0 to count - 1
  time = (i + 0.5) * 0.01
  if time < first - 0.005 or time > last + 0.005
    appendFileLine: output$, "-"
  else
    f0 = Get value at time: time, "Hertz", "linear"
    if f0 = undefined
      appendFileLine: output$, "0"
    else
      appendFileLine: output$, fixed$ (f0, 1)
    endif
  endif
endfor
